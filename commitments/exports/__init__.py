"""What can be taken away: tables, data package, releases, calendars, citations, badges and linked data."""
