"""What a person should know of a reading: notes, findings, and why it cannot be used."""
