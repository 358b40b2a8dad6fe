"""German numbers as they can also be typed: 4.464 would be read as a decimal number, 4 464 is read as it is meant."""

THOUSAND_SEPARATOR = "\u202f"
