"""The bridge between two moments: movements, and the figures that they explain."""
