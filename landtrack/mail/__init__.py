"""Digests: one letter for each chair and officer, to a file or by SMTP."""
