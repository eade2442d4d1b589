"""Compares what was read with the passages of a capture that is held: what is met, lost, new, in other words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.models import Passage
from reports.reading.reading import Reading, ReadPassage

_ALIKE = 0.6  # of the characters: from here on two sentences are one in other words
_LARGEST_STRETCH = 40  # sentences on either side that are compared each with each


@dataclass(frozen=True)
class ChangedPassage:
    """A known passage and the passage that stands in its place in other words."""

    known: Passage
    read: ReadPassage


@dataclass(frozen=True)
class Comparison:
    """Known passages that were met and that were not; read passages that are new, and those that are old ones changed."""

    verified: tuple[Passage, ...] = ()
    missing: tuple[Passage, ...] = ()
    new: tuple[ReadPassage, ...] = ()
    changed: tuple[ChangedPassage, ...] = ()


def compare_in_place(known: Sequence[Passage], reading: Reading) -> Comparison:
    """Compare the known passages of a document with a reading of its own file: by offsets and fingerprint."""
    read = {(passage.start, passage.end): passage for passage in reading.passages}
    places = {(passage.start, passage.end) for passage in known}
    verified: list[Passage] = []
    missing: list[Passage] = []
    for passage in known:
        found = read.get((passage.start, passage.end))
        (verified if found and found.fingerprint == passage.fingerprint else missing).append(passage)
    new = tuple(passage for place, passage in read.items() if place not in places)
    return Comparison(tuple(verified), tuple(missing), new)


def compare(known: Sequence[Passage], reading: Reading, elsewhere: Collection[str] = ()) -> Comparison:
    """Compare the passages of one capture, in print order, with a reading of another one, by fingerprint.

    ``elsewhere`` are the fingerprints that further captures hold: these are not new.
    """
    held = {passage.fingerprint for passage in known}
    met = {passage.fingerprint for passage in reading.passages}
    changed = tuple(_changed(known, reading, elsewhere))
    paired = {pair.read.start for pair in changed}
    return Comparison(
        verified=tuple(passage for passage in known if passage.fingerprint in met),
        missing=tuple(passage for passage in known if passage.fingerprint not in met),
        new=tuple(
            passage
            for passage in reading.passages
            if passage.fingerprint not in held and passage.fingerprint not in elsewhere and passage.start not in paired
        ),
        changed=changed,
    )


def _changed(known: Sequence[Passage], reading: Reading, elsewhere: Collection[str]) -> Iterator[ChangedPassage]:
    """Pair what stands between the same neighbours: by likeness, or by place where the words are not held."""
    read = reading.passages
    held = {passage.fingerprint for passage in known}
    met = {passage.fingerprint for passage in read}
    matcher = SequenceMatcher(None, [p.fingerprint for p in known], [p.fingerprint for p in read], autojunk=False)
    if len(known) * len(read) > 4_000_000:
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "replace":
            continue
        old = [passage for passage in known[a:b] if passage.fingerprint not in met]
        new = [p for p in read[c:d] if p.fingerprint not in held and p.fingerprint not in elsewhere]
        if len(old) > _LARGEST_STRETCH or len(new) > _LARGEST_STRETCH:
            continue
        if all(passage.text for passage in old):
            yield from _alike(old, new, reading)
        elif len(old) == len(new):
            yield from map(ChangedPassage, old, new)


def _alike(old: list[Passage], new: list[ReadPassage], reading: Reading) -> Iterator[ChangedPassage]:
    """Pair each old passage with the likest new one that is left, in print order."""
    left = list(new)
    for passage in old:
        scored = [
            (_likeness(passage.text, reading.printed(candidate)), -i, candidate) for i, candidate in enumerate(left)
        ]
        best = max(scored, default=None, key=lambda row: row[:2])
        if best is not None and best[0] >= _ALIKE:
            left.remove(best[2])
            yield ChangedPassage(passage, best[2])


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:2000], other[:2000], autojunk=False).ratio()
