"""Heavy outside readers; run by `make test-interop`."""
