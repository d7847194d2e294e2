"""The widgets of the browser; they show what they are given and never ask the library."""
