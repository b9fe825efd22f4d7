"""Tests of making and issuing reports."""
