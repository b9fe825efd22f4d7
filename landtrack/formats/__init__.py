"""Files: the only place that knows geo files, spreadsheets and coordinate systems."""
