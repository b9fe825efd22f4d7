"""Files on their way into the register: kept for their sender alone, from the upload to the import, a day at most."""
