"""Tests of the office tables."""
