"""Tests of landtrack.mail."""
