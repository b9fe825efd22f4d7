"""What reports are made of: plain values that pictures, documents and pages share."""
