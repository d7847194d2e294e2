"""What is shown and answered before the program is loaded."""
