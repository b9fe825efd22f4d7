"""Intake: what a file from an office says, what is understood of it, and what it would change in the register."""
