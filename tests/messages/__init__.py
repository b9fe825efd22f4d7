"""Tests of landtrack.messages."""
