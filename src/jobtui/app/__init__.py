"""The browser in the terminal: widgets get data down, and say what happened upward by messages."""
