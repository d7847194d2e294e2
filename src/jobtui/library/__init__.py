"""The façade: a set of sources, their index, and the user's side of it."""
