"""Networks that come in as files: numbers are read from them, and nothing in them is run."""
