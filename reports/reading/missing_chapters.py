"""Working groups that the parts before the chapters list or count, and that have no chapter."""

import re
from collections.abc import Iterator

from reports.reading.headings import fold, heading_words
from reports.reading.language import load
from reports.reading.outline import Outline, OutlinePassage

_LONGEST_SENTENCE = 3000
_LONGEST_NAME = 120
_FEWEST_LISTED = 3
_FEWEST_LETTERS = 4
_WORD = re.compile(r"[\w'’-]+")


def missing_chapters(text: str, outline: Outline, language: str) -> Iterator[tuple[int, int]]:
    """Return the places of sentences or items that name or count a group without a chapter.

    Groups listed by name are looked for one by one; else the number of groups told is held against that of the
    chapters, and the place is the sentence that says which did not meet, or the first that counts them. A text
    without any chapter misses none.
    """
    if outline.chapters:
        yield from _Finder(text, outline, language).places()


class _Finder:
    def __init__(self, text: str, outline: Outline, language: str) -> None:
        self.text = text
        self.chapters = outline.chapters
        self.data = load(language)
        self.words = heading_words(language)
        self.before = [
            passage
            for passage in outline.passages
            if outline.sections[passage.section].working_group is None
            and passage.end - passage.start < _LONGEST_SENTENCE
        ]

    def places(self) -> Iterator[tuple[int, int]]:
        """The places of the missing, listed or counted."""
        listed = self._listed()
        chapters = [self._telling_words(name) for name, _ in self.chapters]
        for passage in listed:
            own = self._telling_words(self._printed(passage))
            if own and not any(own & words for words in chapters):
                yield passage.start, passage.end
        if len(listed) <= len(self.chapters):
            yield from self._counted()

    def _printed(self, passage: OutlinePassage) -> str:
        return self.text[passage.start : passage.end]

    def _listed(self) -> list[OutlinePassage]:
        """The items of the longest list of groups ("The eight working groups are:")."""
        longest: list[OutlinePassage] = []
        for place, passage in enumerate(self.before):
            if not self._printed(passage).endswith(":") or not self._speaks_of_groups(place):
                continue
            items: list[OutlinePassage] = []
            for item in self.before[place + 1 : place + 1 + 60]:
                if item.item is None or item.section != passage.section or item.end - item.start > _LONGEST_NAME:
                    break
                items.append(item)
            longest = max(longest, items, key=len)
        return longest if len(longest) >= _FEWEST_LISTED else []

    def _speaks_of_groups(self, place: int) -> bool:
        """Whether a sentence names the working groups, or "these groups" behind one that does."""
        printed = self._printed(self.before[place])
        if self.words.speaks_of_groups(printed):
            return True
        points_back = bool(set(self.data["group"]["collective"]) & set(_WORD.findall(fold(printed))))
        return points_back and place > 0 and self.words.speaks_of_groups(self._printed(self.before[place - 1]))

    def _counted(self) -> Iterator[tuple[int, int]]:
        counts = [(count, passage) for passage in self.before if (count := self._count(passage)) is not None]
        most = max((count for count, _ in counts), default=0)
        if most <= len(self.chapters):
            return
        told = next((passage for passage in self.before if self._tells_absence(passage)), None)
        place = told or next(passage for count, passage in counts if count == most)
        yield place.start, place.end

    def _count(self, passage: OutlinePassage) -> int | None:
        """The largest number before "working groups" ("five out of the eight working groups" is eight)."""
        printed = self._printed(passage)
        if not self.words.speaks_of_groups(printed):
            return None
        numbers: list[str] = self.data["numbers"]
        groups = "|".join(re.escape(words) for words in self.data["group"]["plural"])
        word = rf"(?:(?P<word>{'|'.join(numbers)})(?:\s*\(\d+\))?|(?P<digits>\d{{1,2}}))"
        found = [
            int(match["digits"]) if match["digits"] else numbers.index(match["word"]) + 1
            for match in re.finditer(rf"\b{word}\s+(?:\w+\s+)?(?:{groups})\b", fold(printed))
        ]
        return max(found, default=None)

    def _tells_absence(self, passage: OutlinePassage) -> bool:
        folded, group = fold(self._printed(passage)), self.data["group"]
        is_named = any(name in folded for name in (*group["after"], *group["before"], *group["bare"]))
        return is_named and any(re.search(rf"\b{re.escape(phrase)}\b", folded) for phrase in self.data["absent_group"])

    def _telling_words(self, name: str) -> set[str]:
        """The words that tell one group from another: long ones, without hyphens."""
        words = {word.replace("-", "") for word in _WORD.findall(fold(name))}
        return {word for word in words if len(word) >= _FEWEST_LETTERS} - set(self.data["group"]["common"])
