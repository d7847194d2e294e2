"""The browser line by line, for screen readers, braille and plain terminals: nothing is redrawn."""
