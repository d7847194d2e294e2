"""Programs that jobtui starts, and how they end with it."""
