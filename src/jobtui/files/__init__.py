"""Files: where they are, who can write them, how they are opened, locked and replaced."""
