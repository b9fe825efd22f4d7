"""Cases that come in as files: reading them, comparing them with the register, applying them, taking them back."""
