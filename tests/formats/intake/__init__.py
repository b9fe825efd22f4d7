"""Tests of the readers of files that come in."""
