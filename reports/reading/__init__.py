"""Reading a printed report: pure Python, no Django, no database, no network."""
