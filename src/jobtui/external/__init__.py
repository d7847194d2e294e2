"""Other programs: browser, editor, clipboard, pipe."""
