"""What the import page shows of a reading and of a report, and what its forms say."""
