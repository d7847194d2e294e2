"""Screens over the browser."""
