"""What the words mean: cases, statuses, days, areas, units, figures. No clock, no disk, no network."""
