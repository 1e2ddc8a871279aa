"""The import sheet: how a file was read, and every guess of it as a control."""
