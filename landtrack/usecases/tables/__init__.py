"""The office's own tables: shown, changed, their rows removed; every change logged and checked against the others."""
