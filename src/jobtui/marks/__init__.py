"""What the user adds to postings, and what is new to them."""
