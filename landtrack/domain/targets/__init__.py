"""Targets and campaigns: what is to be reached by when, and how it stands."""
