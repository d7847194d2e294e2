"""The terminal: driver, keyboard, and what is sent to draw the screen."""
