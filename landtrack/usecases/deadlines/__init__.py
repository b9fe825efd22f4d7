"""What is due in the cases: the lists, the counts of each unit, and the digests that remind of them."""
