"""The ledger in the admin: the page of a commitment, the rows that only append, uploads, and the accounts of staff."""

from commitments.admin import accounts, commitment, judging_rows, parts, publish, rows, upload

__all__ = ["accounts", "commitment", "judging_rows", "parts", "publish", "rows", "upload"]
