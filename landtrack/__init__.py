"""The register of land violation cases: which are resolved, where, and how many before and after the cutoff dates.

This module imports nothing, so that asking for the version costs nothing.
"""

__version__ = "0.1.0"
