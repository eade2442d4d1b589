"""The library in the admin: what was printed, described and kept with its history."""

from reports.admin import directory, printed

__all__ = ["directory", "printed"]
