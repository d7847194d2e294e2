"""Postings for other programs: feeds, calendars, structured data and web pages."""
