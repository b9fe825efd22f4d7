"""Deadlines: dated steps of a case, the rules, and what is due when."""
