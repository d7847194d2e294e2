"""Where postings come from: folders, checkouts, git repositories."""
