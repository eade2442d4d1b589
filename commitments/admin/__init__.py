"""The ledger in the admin: the page of a commitment, the rows that only append, and the accounts of staff."""

from commitments.admin import accounts, commitment, parts, rows

__all__ = ["accounts", "commitment", "parts", "rows"]
