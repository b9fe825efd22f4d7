"""Tests of landtrack.store."""
