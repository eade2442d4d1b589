"""The ledger in the admin: the page of a commitment, the rows that only append, uploads, and the accounts of staff."""

from commitments.admin import accounts, commitment, parts, rows, upload

__all__ = ["accounts", "commitment", "parts", "rows", "upload"]
