"""From the record to :mod:`commitments.matching` and back: its plain data, the suggestions, and their reasons in words."""
