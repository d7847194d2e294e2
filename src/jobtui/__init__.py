"""jobtui: a terminal browser for job postings written in Markdown."""

__version__ = "0.1.0"
