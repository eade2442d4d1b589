"""Which groups may answer for an earlier one: by succession and kinship, never by a code's letters."""

from collections.abc import Iterable, Mapping


def heirs(code: str, successors: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return ``code`` and the codes of every group that follows it, at any remove."""
    reached: set[str] = set()
    waiting = [code]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting.extend(successors.get(current, ()))
    return frozenset(reached)


def lineage(codes: Iterable[str], successors: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the codes of all groups that follow any of ``codes``, themselves included."""
    reached: set[str] = set()
    for code in codes:
        reached |= heirs(code, successors)
    return frozenset(reached)
