"""Settings: their table, files, environment and errors."""
