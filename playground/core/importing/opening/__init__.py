"""A file opened: its bytes as text, the text as rows of cells."""
