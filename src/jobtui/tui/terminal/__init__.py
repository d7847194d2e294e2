"""The terminal: driver, frame diff, characters, colours."""
