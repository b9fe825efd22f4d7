"""Tests of landtrack; the folders mirror the package."""
