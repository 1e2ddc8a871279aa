"""What the columns hold: their cells as numbers, dates, categories and texts."""
