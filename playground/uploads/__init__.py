"""Reading what visitors upload: outside the server's process, in turn, within limits."""
