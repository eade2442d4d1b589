"""Which later passage may answer an earlier commitment: pure Python, no Django, no database, no network.

It suggests and never links. What it is given is in :mod:`commitments.matching.material`: earlier
commitments, the passages of a later report, and what the directory says of names and groups. Updates,
links and other decisions are no part of that, so they cannot be an input.
"""
