"""Personal data in free text, found before it is saved. Pure Python."""
