"""Made-up documents with labels: a line is ``labels | sentence``, ``#`` a heading, ``*`` an item, an empty line ends a paragraph.

Labels are ``-`` (no promise) or the strength (F, E, P) and the parties.
"""

from dataclasses import dataclass
from pathlib import Path

from commitments.detection.evaluation import Label, Labels

FOLDER = Path(__file__).parent
_STRENGTH = {"F": "firm", "E": "exploratory", "P": "proposal"}


@dataclass(frozen=True)
class Sample:
    """One document: its text as a plain file would hold it, its language, and what it promises."""

    name: str
    language: str
    text: str
    labels: Labels
    sentences: int


def samples() -> list[Sample]:
    """Return all samples, by name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


def _read(path: Path) -> Sample:
    text, labels, sentences = "", [], 0
    is_open = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            text, is_open = f"{text.rstrip()}\n\n{line[2:]}\n\n".lstrip(), False
            continue
        if not line.strip():
            text, is_open = f"{text.rstrip()}\n\n", False
            continue
        marks, _, words = line.partition(" | ")
        is_item = marks.startswith("* ")
        if is_item and is_open:
            text = f"{text}\n\n"
        text += "  • " if is_item else " " if is_open else ""
        start = len(text)
        text += words
        sentences += 1
        label = marks.removeprefix("* ").split()
        if label[0] != "-":
            labels.append(Label(start, len(text), _STRENGTH[label[0]], tuple(label[1:])))
        if is_item:
            text += "\n"
        is_open = not is_item
    return Sample(path.stem, path.stem[:2], f"{text.rstrip()}\n", Labels(tuple(labels)), sentences)
