"""Where an office ends and its institution begins, in the lines under a name."""

import re
from dataclasses import dataclass
from functools import cache

from reports.reading.headings import fold
from reports.reading.language import load

_ACRONYM = re.compile(r"\(\s*[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[,/& -]+[A-Z][A-Za-z]+)*\s*\)")
_BARE_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_EDGES = " ,;:.–—-"
_LONGEST_NAME = 14
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
        if self._ends_open(self.lines[index - 1]) or self._is_inside_name(index):
            return False
        return not (self.is_wrapped and self.width is not None and self._is_forced(index - 1))

    def _is_inside_name(self, index: int) -> bool:
        """Whether a wrapped line goes on with the name that the line above began ("… of the Mexican | Council")."""
        if not self.is_wrapped or not self._is_forced(index - 1):
            return False
        articles, joins = _alternatives(self._people["articles"]), _alternatives(self._people["office_joins"])
        above = fold(self.lines[index - 1])
        match = re.search(rf"\b(?:{joins}) ?(?:{articles}) ?((?:[\w-]+ ?){{1,2}})$", above)
        return bool(match and match[1].split()[-1] not in self._people["units"])

    def _unit(self, index: int) -> str:
        """The line with those that go on with it."""
        end = index + 1
        while end < len(self.lines) and self._goes_on(end):
            end += 1
        return self._joined(index, end)

    def _goes_on(self, index: int) -> bool:
        line, above = self.lines[index], self.lines[index - 1]
        if line[0].islower() or line[0] == "(" or self._ends_open(above):
            return True
        return self.is_wrapped and above[-1] not in ",.;" and self._is_forced(index - 1)

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
        if words[0] in self._offices or len(words) < 2:
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
        return match.start() if match else None

    def _after_comma(self, whole: str) -> int | None:
        for match in re.finditer(r",\s+", re.sub(r"\([^)]*\)", lambda inner: "_" * len(inner[0]), whole)):
            rest = whole[match.end() :]
            if self._is_institution(rest) and not self._has_office(rest.split(",")[0]):
                return match.end()
        return None

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
        return bool(last) and (last[0] in load(self.language)["unfinished"] or last[0] in ("&", "-"))

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
