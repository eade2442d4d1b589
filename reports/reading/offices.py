"""Where an office ends and its institution begins, in the lines under a name."""

import itertools
import re
from dataclasses import dataclass
from functools import cache

from reports.reading.headings import fold
from reports.reading.language import load

_ACRONYM = re.compile(r"\(\s*[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[,/& -]+[A-Z][A-Za-z]+)*\s*\)")
_BARE_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_EDGES = " ,;:.–—-"
_LONGEST_NAME = 14
_LONGEST_KIND = 4  # words from "National" to "Council"
_LEADING_OVER = "for|in|pour|en|para"
Office = tuple[str | None, str | None]


def split_office(lines: list[str], language: str, *, is_wrapped: bool = False, width: int | None = None) -> Office:
    """Return (title, organization) of the lines printed under a name; what is not printed is None.

    The institution begins at the first line that reads as one ("Natural Resources Canada"); else inside a line
    ("Director General Ministry of Economy"), after a comma ("Manager, CONAFOR"), or after the bare office
    ("President of the Canadian Federation of Agriculture"). ``is_wrapped`` says that lines break anywhere,
    ``width`` how long they can be; None: in a narrow column, where the longest of them tells.
    """
    printed = [line for line in (" ".join(line.split()) for line in lines) if line]
    return _Splitter(printed, language, is_wrapped, width).split() if printed else (None, None)


@dataclass(frozen=True)
class _Splitter:
    lines: list[str]
    language: str
    is_wrapped: bool
    width: int | None = None

    def split(self) -> Office:
        for index in range(len(self.lines)):
            if self._may_begin(index) and self._is_institution(self._unit(index), is_first=index == 0):
                return _cleaned(self._joined(0, index)), _cleaned(self._joined(index, len(self.lines)), keep_end=True)
        whole = self._joined(0, len(self.lines))
        for find in (self._inline, self._after_comma, self._after_bare_office):
            place = find(whole)
            if place is not None:
                return self._without_link(whole[:place]), _cleaned(whole[place:], keep_end=True)
        return self._without_institution(whole)

    def _without_institution(self, whole: str) -> Office:
        """Nothing reads as an institution: the last of several printed lines is one; a lone line is an office."""
        if not self.is_wrapped and len(self.lines) > 1 and not self._has_office(self.lines[-1]):
            return _cleaned(self._joined(0, len(self.lines) - 1)), _cleaned(self.lines[-1], keep_end=True)
        if self._has_office(whole) or len(self.lines) > 1:
            return _cleaned(whole), None
        return None, _cleaned(whole, keep_end=True)

    def _may_begin(self, index: int) -> bool:
        line = self.lines[index]
        if line[0].islower() or line[0] == "(":
            return False
        if index == 0:
            return True
        if self._ends_open(self.lines[index - 1]) or self._is_end_of_name(line) or self._is_inside_name(index):
            return False
        return not (self.is_wrapped and self.width is not None and self._is_forced(index - 1))

    def _is_inside_name(self, index: int) -> bool:
        """Whether a wrapped line goes on with the name that the line above began ("… of the Mexican | Council")."""
        if not self.is_wrapped or not self._is_forced(index - 1):
            return False
        return self._begins_name(self.lines[index - 1])

    def _unit(self, index: int) -> str:
        """The line with those that go on with it."""
        end = index + 1
        while end < len(self.lines) and self._goes_on(end):
            end += 1
        return self._joined(index, end)

    def _goes_on(self, index: int) -> bool:
        line, above = self.lines[index], self.lines[index - 1]
        if line[0].islower() or line[0] == "(" or self._ends_open(above) or self._is_end_of_name(line):
            return True
        return self.is_wrapped and above[-1] not in ",.;" and self._is_forced(index - 1)

    def _is_end_of_name(self, line: str) -> bool:
        """Whether a line is only the last word of an institution and its acronym ("Canada (NRCan)")."""
        return fold(_ACRONYM.sub("", line)).strip(_EDGES) in self._people["institution_endings"]

    def _is_forced(self, index: int) -> bool:
        """Whether the line had to break where it does: the next word could not have stood on it."""
        width = self.width if self.width is not None else max(len(line) for line in self.lines)
        return len(self.lines[index]) + 1 + len(self.lines[index + 1].split()[0]) > width

    def _joined(self, start: int, end: int) -> str:
        text = ""
        for index in range(start, end):
            line = self.lines[index]
            if not text:
                text = line
            elif text.endswith("-") and not text.endswith(" -"):
                text += line
            else:
                text += (" " if self._goes_on(index) or text[-1] in ",.;:–—" else ", ") + line
        return text

    def _is_institution(self, unit: str, *, is_first: bool = False) -> bool:
        name = unit.strip(_EDGES)
        folded = self._without_article(fold(name))
        words = folded.split()
        if not words:
            return False
        if _BARE_ACRONYM.fullmatch(name) and len(name) > 2:
            return True
        kinds = [kind for kind in self._people["institutions_first"] if re.match(rf"{re.escape(kind)}\b", folded)]
        if kinds:
            return not is_first or words[0] not in self._offices
        if words[0].strip(",.") in self._offices or len(words) < 2:
            return False
        if is_first and {word.strip(",.") for word in words} & self._offices:
            return False
        if _ACRONYM.search(name):
            return True
        head = re.sub(r"\s*\([^)]*\)", "", folded).split(",")[0].strip(" .")
        if any(head.endswith(f" {ending}") for ending in self._people["institution_endings"]):
            return True
        return bool(set(head.split()[:_LONGEST_NAME]) & set(self._people["institutions"]))

    def _inline(self, whole: str) -> int | None:
        kinds = _alternatives(self._people["institutions_inline"])
        match = re.search(rf"(?<=[\w)] )(?:{kinds})\b", whole, re.IGNORECASE)
        return match.start() if match else self._after_small_letters(whole) or self._after_unit(whole)

    def _after_small_letters(self, whole: str) -> int | None:
        """Where a capital opens an institution behind words in small letters ("Director of research Bank of …")."""
        kinds = "|".join(
            rf"{re.escape(kind[0].upper())}(?i:{re.escape(kind[1:])})" for kind in self._people["institutions_first"]
        )
        linking = {*self._people["office_joins"], *self._people["articles"], *load(self.language)["unfinished"]}
        for match in re.finditer(rf"(?<!\S)(?P<above>[^\W\d_A-ZÀ-Þ][\w-]+) (?P<name>(?:{kinds})\b)", whole):
            if fold(match["above"]) not in linking:
                return match.start("name")
        return None

    def _after_unit(self, whole: str) -> int | None:
        """Where an institution of the country follows an office at once ("Head of Cooperation National Council")."""
        adjectives, kinds = (self._people[name] for name in ("institution_adjectives", "institutions"))
        for match in re.finditer(r"(?<=\w )[^\W\d_]+", whole):
            before, behind = whole[: match.start()].split(), whole[match.end() :].split()
            name = list(itertools.takewhile(lambda word: word[0].isupper(), behind))[:_LONGEST_KIND]
            is_after_unit = before[-1][0].isupper() and not self._begins_name(whole[: match.start()])
            if fold(match[0]) in adjectives and is_after_unit and any(fold(word) in kinds for word in name):
                return match.start()
        return None

    def _begins_name(self, above: str) -> bool:
        """Whether a name has begun above: one or two words behind an article, and none of a unit ("of the Housing")."""
        articles, joins = _alternatives(self._people["articles"]), _alternatives(self._people["office_joins"])
        match = re.search(rf"\b(?:{joins}) ?(?:{articles}) ?((?:[\w-]+ ?){{1,2}})$", fold(above))
        return bool(match and match[1].split()[-1] not in self._people["units"])

    def _after_comma(self, whole: str) -> int | None:
        places = [
            match.end()
            for match in re.finditer(r",\s+", re.sub(r"\([^)]*\)", lambda inner: "_" * len(inner[0]), whole))
            if not self._has_office(whole[match.end() :].split(",")[0])
        ]
        found = [place for place in places if self._is_institution(whole[place:])]
        by_its_head = (place for place in found if self._is_institution_by_head(whole[place:]))
        return next(by_its_head, found[0] if found else None)

    def _is_institution_by_head(self, name: str) -> bool:
        """Whether the words before the first comma say it, or a known name that holds the comma."""
        folded = self._without_article(fold(name))
        return folded.startswith(tuple(self._people["institutions_first"])) or self._is_institution(name.split(",")[0])

    def _after_bare_office(self, whole: str) -> int | None:
        """After the first "of the" behind words of office alone, if an institution follows at once."""
        joins, articles = _alternatives(self._people["office_joins"]), _alternatives(self._people["articles"])
        straight = whole.replace("’", "'")
        match = re.search(
            rf"\s(?:{joins})(?:\s+|(?<='))(?:(?:{articles})(?:\s+|(?<=')))?(?=\S)", straight, re.IGNORECASE
        )
        if not match:
            return None
        office = {word.strip(",.") for word in fold(whole[: match.start()]).split()}
        name = whole[match.end() :]
        first_phrase = re.split(rf"\s(?:{joins})\s", name)[0]
        is_name = name[0].isupper() and (self._is_institution(first_phrase) or self._ends_as_institution(name))
        return match.end() if office and office <= self._offices and is_name else None

    def _ends_as_institution(self, name: str) -> bool:
        head = fold(re.sub(r"\s*\([^)]*\)", "", name)).strip(" .")
        return "," not in head and any(head.endswith(f" {end}") for end in self._people["institution_endings"])

    def _without_link(self, title: str) -> str | None:
        """The title without the words that led over to the institution ("General Secretary of the")."""
        joins, articles = _alternatives(self._people["office_joins"]), _alternatives(self._people["articles"])
        straight = f" {title.rstrip()}".replace("’", "'")
        match = re.search(rf"\s(?:{joins}|{_LEADING_OVER})(?:\s*(?:{articles}))?\s*$", straight, re.IGNORECASE)
        return _cleaned(title[: match.start()] if match else title)

    def _without_article(self, folded: str) -> str:
        return (
            re.sub(rf"^(?:{_alternatives(self._people['articles'])})\s*\b(?=\w{{3}})", "", folded) if folded else folded
        )

    def _ends_open(self, line: str) -> bool:
        last = fold(line).split()[-1:]
        open_words = (*load(self.language)["unfinished"], *self._people["institution_adjectives"], "&", "-")
        return bool(last) and last[0] in open_words

    def _has_office(self, line: str) -> bool:
        return bool({word.strip(",.()") for word in fold(line).split()} & self._offices)

    @property
    def _people(self) -> dict[str, list[str]]:
        return dict(load(self.language)["people"])

    @property
    def _offices(self) -> frozenset[str]:
        return _office_words(self.language)


def _cleaned(text: str, *, keep_end: bool = False) -> str | None:
    cleaned = text.strip(" ,;:–—-" if keep_end else _EDGES)
    return cleaned or None


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _office_words(language: str) -> frozenset[str]:
    return frozenset(load(language)["people"]["offices"])
