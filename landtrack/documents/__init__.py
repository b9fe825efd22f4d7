"""Reports as Word, Excel and PDF files, made from plain values; no database, no clock."""
