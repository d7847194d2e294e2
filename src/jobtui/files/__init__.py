"""Files: where they are, who may have written them, how they are opened."""
