"""The office's own tables: their rows, and the rules that rows keep together."""
