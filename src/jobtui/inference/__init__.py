"""What the text of a posting says of the job."""
