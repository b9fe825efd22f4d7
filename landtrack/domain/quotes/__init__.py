"""Quoted figures: what was published, beside what is computed."""
