"""The model: what a posting is, and the values it may have."""
