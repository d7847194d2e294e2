"""The first frame and its keys, before the program is loaded."""
