"""The panes and bars, which ask the library nothing."""
