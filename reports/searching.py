"""Search for words within one printed text."""

from collections.abc import Iterable

from reports.folding import fold
from reports.models import Passage
from reports.reading.fingerprint import normal_form

_STRAIGHT = str.maketrans("‘’“”", "''\"\"", "\u00ad")


def searched_words(query: str) -> list[str]:
    """Return the words of ``query``, folded: accents, case and the shape of quotation marks apart."""
    return fold(query.translate(_STRAIGHT)).split()


def with_words(passages: Iterable[Passage], query: str) -> list[Passage]:
    """Return the passages that hold every word of ``query``, in any order; none where it has no word.

    A word also matches within a longer one, and where the print broke it with a hyphen.
    """
    wanted = searched_words(query)
    return [passage for passage in passages if wanted and passage.text and _holds(passage.text, wanted)]


def _holds(text: str, wanted: list[str]) -> bool:
    printed, unbroken = " ".join(searched_words(text)), fold(normal_form(text))
    return all(word in printed or word in unbroken for word in wanted)
