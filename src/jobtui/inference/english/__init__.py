"""What English postings say of the job; imported with the first of them."""
