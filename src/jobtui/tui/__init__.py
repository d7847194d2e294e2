"""The browser in the terminal."""
