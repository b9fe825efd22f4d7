"""Tests of landtrack.usecases."""
