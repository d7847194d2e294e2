"""Text: safe to print, folded, split into words, stemmed, wrapped."""
