"""Somebody's own table: from bytes or pasted text to a data set, with a note of every change."""
