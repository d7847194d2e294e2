"""What the keys do: one controller for each part of the browser."""
