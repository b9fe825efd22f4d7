"""Tests of landtrack.cli."""
