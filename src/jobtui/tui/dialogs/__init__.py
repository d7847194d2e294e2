"""Screens that open over the browser."""
