"""Markdown and facts as lines of styled text, and as data for other programs."""
