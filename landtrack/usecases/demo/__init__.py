"""The demo register: invented cases of the real size, and their life until the end of October 2026 (docs/demo.md)."""
