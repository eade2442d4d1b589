"""What a heading says: its role, the chapter it opens, the people it announces. All words are data of the language."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from reports.reading.language import load

CHAPTER_WORDS = 14
LABEL_WORDS = 9
_LINE = 240
_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBER = re.compile(
    rf"^(?P<number>{_ROMAN}|\d{{1,2}}(?:\.\d{{1,2}})*|[A-H])(?:[.):](?!\d)\s*|\s+[-–—]\s+)|^(?P<bare>\d{{1,2}}(?:\.\d{{1,2}})+)\s+"
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-") | dict.fromkeys(map(ord, "‘’ʼ`´"), "'")
_SOFT_HYPHEN = {0xAD: None}
_WORD = re.compile(r"[^\s,;:()/|&]+")
_ARTICLE = re.compile(r"^(?:l'|la |le |les |el |los |las )")
_ROMAN_NUMBER = re.compile(rf"{_ROMAN}$")


@dataclass(frozen=True)
class PeopleLabel:
    """What a label announces: co-chairs or participants, of which sides ("CA", "MX"), partnership-wide or not."""

    role: str
    sides: tuple[str, ...] = ()
    is_national: bool = False


@dataclass(frozen=True)
class HeadingWords:
    """The heading words of one language, ready to be compared."""

    language: str

    def role(self, flat: str) -> str | None:
        """The role that a heading names by itself ("II. Results"), or None."""
        return _first_match(fold(unnumbered(flat)).strip(" .:-"), _rules(self.language, "roles"))

    def thematic_role(self, flat: str) -> str:
        """The role of a heading that names a theme: gender or other by its words, else results."""
        return _first_match(fold(unnumbered(flat)).strip(" .:-"), _rules(self.language, "themes")) or "results"

    def chapter(self, flat: str) -> str | None:
        """The name of the working group that a heading names, or None where it only speaks of one."""
        group = load(self.language)["group"]
        name = self._without_chapter_word(unnumbered(flat)).strip(" :.-–—")
        folded = re.sub(r"\s*\([^()]*\)$", "", fold(name)).strip()
        topic = _topic(folded, group)
        if topic is None or len(folded.split()) > CHAPTER_WORDS:
            return None
        words = topic.split()
        if not words or words[0] in group["never_first"] or set(words) & set(group["never"]):
            return None
        return None if set(words) <= self._all_side_words() else name

    def people_label(self, flat: str) -> PeopleLabel | None:
        """What a label of people announces ("Canadian Co-chairs:"), or None where the line is none."""
        if not _people_words(self.language).search(flat):
            return None
        people = load(self.language)["people"]
        words = [word.strip(".-'") for word in _WORD.findall(fold(unnumbered(flat)))]
        words = [word for word in words if word]
        if not words or len(words) > LABEL_WORDS:
            return None
        kinds = {kind for kind in ("co_chair", "participant") if set(words) & _folded_set(self.language, kind)}
        if len(kinds) != 1:
            return None
        role = kinds.pop()
        known = _folded_set(self.language, role) | set(people["fillers"]) | set(people["national"])
        rest = set(words) - known - self._all_side_words()
        if rest and not self._names_group(words, role):
            return None
        sides = tuple(side for side in self._sides_in_order(words))
        return PeopleLabel(role, sides, bool(set(words) & set(people["national"])) and not rest)

    def signature(self, flat: str) -> str | None:
        """The name before a label that ends a signature ("Jane Roe, Mexican Co-Chair"), or None."""
        words = flat.rstrip(": ").split()
        if len(words) > 8 or flat.isupper() or not _people_words(self.language).search(flat):
            return None
        for size in (2, 1, 3):
            label, name = " ".join(words[-size:]), " ".join(words[:-size]).strip(" ,;")
            found = self.people_label(label)
            if found and found.role == "co_chair" and self.is_name(name) and not self.people_label(words[-size - 1]):
                return name
        return None

    def is_name(self, flat: str) -> bool:
        """Whether a line may be the name of a person: two to seven capitalised words and none of an office."""
        people = load(self.language)["people"]
        words = flat.split()
        if not 2 <= len(words) <= 7 or re.search(r"[\d():;/&@]", flat):
            return False
        plain = [fold(word).strip(".,") for word in words]
        if set(plain) & (_office_words(self.language) | set(people["fillers"]) - set(people["particles"])):
            return False
        if any(self._is_word_of_institution(word) for word in plain):
            return False
        names = [word for word, low in zip(words, plain, strict=True) if low not in people["particles"]]
        return len(names) >= 2 and all(word[0].isupper() for word in names) and plain[-1] not in people["particles"]

    def could_be_group(self, flat: str) -> bool:
        """Whether a heading could name a group that it does not call one ("Energy")."""
        group, words = load(self.language)["group"], fold(unnumbered(flat)).split()
        is_free = not set(words) & set(group["never"]) and not self.is_annex(flat) and not self.is_contents(flat)
        return bool(words) and len(words) <= 10 and words[0] not in group["never_first"] and is_free

    def is_office(self, flat: str) -> bool:
        """Whether a line names an office or an institution: a word of either stands in it."""
        plain = {word.strip(".-'") for word in _WORD.findall(fold(flat))}
        people = load(self.language)["people"]
        institutions = {*people["institutions"], *people["institutions_first"], *people["institution_endings"]}
        return bool(plain & (_office_words(self.language) | institutions))

    def ends_office(self, flat: str) -> bool:
        """Whether a line ends with an office or with what it is for ("… International Affairs")."""
        last = fold(flat).split()[-1].strip(".,")
        return last in load(self.language)["people"]["units"] or last in _office_words(self.language)

    def has_verb(self, flat: str) -> bool:
        """Whether a finite verb of the language stands in a line, as far as its lists tell."""
        data = load(self.language)
        endings, others = tuple(data["verb_endings"]), tuple(data["verb_endings_not"])
        words = [word.strip(".'") for word in _WORD.findall(fold(flat))]
        return any(
            word in _verbs(self.language) or (word.endswith(endings) and not word.endswith(others)) for word in words
        )

    def column(self, cell: str) -> str | None:
        """What a column holds by its head: side, group, subgroup, role, name, title or organization."""
        columns, folded = load(self.language)["people"]["columns"], fold(cell).strip(" .:")
        return next((kind for kind, heads in columns.items() if folded in heads), None)

    def is_head_of_columns(self, flat: str) -> bool:
        """Whether a line holds nothing but heads of columns ("Name Title Institution")."""
        columns = load(self.language)["people"]["columns"]
        heads = sorted({head for kind in columns.values() for head in kind}, key=len, reverse=True)
        rest, count = fold(flat), 0
        while head := next((head for head in heads if rest.startswith(head)), None):
            rest, count = rest[len(head) :].lstrip(" ,|/"), count + 1
        return not rest and count > 1

    def is_subgroup(self, flat: str) -> bool:
        """Whether a line names a subgroup or technical committee ("Forestry Subgroup")."""
        folded, kinds = fold(unnumbered(flat)).strip(" .:"), load(self.language)["group"]["subgroup"]
        return len(folded.split()) <= 8 and any(
            folded.endswith(f" {kind}") or folded.startswith(f"{kind} ") for kind in kinds
        )

    def is_part(self, flat: str) -> bool:
        """Whether a heading opens a part of the report ("Part III - …")."""
        return any(
            re.match(rf"{re.escape(word)}\s+(?:[ivxl]+|\d+|[a-d])\b", fold(flat))
            for word in load(self.language)["part"]
        )

    def is_theme(self, flat: str) -> bool:
        """Whether a heading is numbered as a theme ("Theme 2: …")."""
        return any(
            re.match(rf"{re.escape(word)}\s+(?:\d+|[ivx]+)\s*(?:[:.-]|$)", fold(flat[:60]))
            for word in load(self.language)["theme"]
        )

    def is_annex(self, flat: str) -> bool:
        """Whether a heading opens an annex."""
        return bool(re.match(rf"(?:{_alternatives(load(self.language)['annex'])})\b", fold(unnumbered(flat)[:200])))

    def is_contents(self, flat: str) -> bool:
        """Whether a heading stands over a table of contents."""
        return fold(unnumbered(flat)).strip(" .:") in load(self.language)["contents"]

    def speaks_of_groups(self, flat: str) -> bool:
        """Whether a heading speaks of the working groups together ("Reports of the working groups")."""
        return any(words in fold(flat) for words in load(self.language)["group"]["plural"])

    def sides(self, flat: str) -> tuple[str, ...]:
        """The sides that a line names, in order ("CA", "MX")."""
        return tuple(self._sides_in_order([word.strip(".-'") for word in _WORD.findall(fold(flat))]))

    def told_side(self, flat: str) -> str | None:
        """The side that a line of its own tells ("For Mexico:"), or None where it says anything else."""
        words = {word.strip(".-'") for word in _WORD.findall(fold(flat[:60]))} - {""}
        sides = self.sides(flat[:60])
        rest = words - self._all_side_words() - set(load(self.language)["people"]["fillers"])
        return sides[0] if len(sides) == 1 and not rest else None

    def _sides_in_order(self, words: list[str]) -> list[str]:
        found = [side for word in words for side, known in load(self.language)["sides"].items() if word in known]
        return list(dict.fromkeys(found))

    def _all_side_words(self) -> set[str]:
        return {word for words in load(self.language)["sides"].values() for word in words}

    def _names_group(self, words: list[str], role: str) -> bool:
        """Whether a label carries the name of its group ("Energy Working Group Co-chairs")."""
        text, group = " ".join(words), load(self.language)["group"]
        if set(words) & set(group["never"]) or role != "co_chair":
            return False
        return any(phrase in text for phrase in (*group["after"], *group["before"], *group["bare"])) and (
            words[-1] in _folded_set(self.language, role) or words[0] in _folded_set(self.language, role)
        )

    def _is_word_of_institution(self, word: str) -> bool:
        people = load(self.language)["people"]
        return word in people["institutions"] or word in people["institutions_first"] or word in self._all_side_words()

    def _without_chapter_word(self, flat: str) -> str:
        words = _alternatives(load(self.language)["chapter"])
        return re.sub(rf"^(?:{words})\s+(?:\d+|[IVXL]+)\s*[:.–—-]\s*", "", flat, flags=re.IGNORECASE)


def fold(text: str) -> str:
    """Return ``text`` without case, with straight quotes, plain hyphens and single spaces."""
    return _fold_line(text) if len(text) <= _LINE else _fold(text)


def _fold(text: str) -> str:
    return " ".join(text.translate(_SOFT_HYPHEN).casefold().translate(_DASHES).split())


@lru_cache(maxsize=4096)
def _fold_line(line: str) -> str:
    """Lines are folded again and again while it is asked what they are."""
    return _fold(line)


def unnumbered(flat: str) -> str:
    """Return a heading without its number ("II. Results" is "Results")."""
    match = _NUMBER.match(flat)
    rest = flat[match.end() :] if match else flat
    return rest or flat


def is_roman(flat: str) -> bool:
    """Whether a heading carries a Roman number."""
    match = _NUMBER.match(flat)
    return bool(match and match["number"] and _ROMAN_NUMBER.match(match["number"]))


def heading_words(language: str) -> HeadingWords:
    """Return the heading words of ``language``. Raises LookupError where there are none."""
    load(language)
    return HeadingWords(language)


def _topic(folded: str, group: dict[str, list[str]]) -> str | None:
    for phrase in group["after"]:
        if folded.endswith(f" {phrase}"):
            return folded[: -len(phrase)].strip()
    for phrase in group["before"]:
        if folded.startswith((f"{phrase} ", f"{phrase} l'")):
            return _ARTICLE.sub("", folded[len(phrase) :].strip())
    for phrase in group["bare"]:
        match = re.match(
            rf"{re.escape(phrase)}(?:\s+(?:\d{{1,2}}|[ivxl]+)\b\s*[:-]?|\s*[:-])\s*(?P<topic>\S.*)$", folded
        )
        if match:
            return match["topic"]
    return None


def _first_match(folded: str, rules: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    return next((role for role, pattern in rules if pattern.fullmatch(folded)), None)


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words)


@cache
def _rules(language: str, table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (str(role), re.compile("|".join(re.escape(fold(heading)).replace(r"\*", ".*") for heading in headings)))
        for role, headings in load(language)[table].items()
    )


@cache
def _people_words(language: str) -> re.Pattern[str]:
    """A first, cheap look for a word that labels people."""
    words = {word.replace("-", "") for kind in ("co_chair", "participant") for word in _folded_set(language, kind)}
    letters = "|".join(
        "[-\u2010\u2011\u2013]?".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(letters, re.IGNORECASE)


@cache
def _folded_set(language: str, kind: str) -> frozenset[str]:
    words = {fold(word) for word in load(language)["people"][kind]}
    return frozenset(words | {word.replace("-", "") for word in words})


@cache
def _verbs(language: str) -> frozenset[str]:
    return frozenset(load(language)["verbs"])


@cache
def _office_words(language: str) -> frozenset[str]:
    return frozenset(load(language)["people"]["offices"])
