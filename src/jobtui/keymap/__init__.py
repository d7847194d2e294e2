"""What a user can do, and with which keys."""
