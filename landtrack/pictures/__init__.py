"""Charts and small maps as SVG and PNG, each with the table of what it shows."""
