"""Reports: what they are made of, making them, issuing them, and looking at what was issued."""
