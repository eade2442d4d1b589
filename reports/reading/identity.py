"""What a document says it is: its language, its title, its year."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from reports.reading.blocks import ExtractedText
from reports.reading.language import languages, load
from reports.reading.messages import gettext_noop

UNKNOWN_LANGUAGE = gettext_noop(
    "The language of the text is not known; it was read by the rules of the nearest known language."
)
OTHER_LANGUAGE = gettext_noop("The text seems to be in another language than the one given.")
DEFAULT = "en"
_SAMPLE = 200_000
_FEWEST_WORDS = 12
_FEWEST_SHARE = 0.2
_MARGIN = 1.25
_TITLE_BLOCKS = 14
_TITLE_WORDS = 25
_PROSE_BLOCKS = 400
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-–—/]\s*((?:19|20)?\d{2})(?!\d)")
_JOINING = r"(?:of|the|de|la|las|los|el|du|des|le|les|del|y|et|and|sur|on)"
_NAME_BEFORE = re.compile(rf"(?:(?:[A-ZÀ-Þ][\w’'&-]*|{_JOINING}|(?:19|20)\d\d(?:[-–/]\d{{2,4}})?)\s+){{0,14}}$")
_NAME_BEHIND = re.compile(rf"(?:\s+(?:[A-ZÀ-Þ][\w’'&-]*|{_JOINING}(?=\s)|(?:19|20)\d\d(?:[-–/]\d{{2,4}})?)){{0,14}}")


def guess_language(text: str, said: str | None = None) -> str | None:
    """Return the language of ``text`` by its commonest words, None where it is none of those known.

    ``said`` is what the document says of itself; it counts only for a text too short to tell.
    """
    words = _counted(text)
    total = sum(words.values())
    shares = sorted(((_share(words, total, code), code) for code in languages()), reverse=True)
    if total >= _FEWEST_WORDS and shares:
        best, code = shares[0]
        second = shares[1][0] if len(shares) > 1 else 0.0
        if best >= _FEWEST_SHARE and best >= _MARGIN * second:
            return code
    by_headings = _by_headings(text)
    if by_headings and (total < 40 or not shares or shares[0][0] >= _FEWEST_SHARE / 2):
        return by_headings
    return said if said in languages() and total < 40 else None


def nearest_language(text: str) -> str:
    """Return the known language whose words stand most often in ``text``."""
    words = _counted(text)
    share, code = max((_share(words, sum(words.values()), code), code) for code in languages())
    return code if share > 0.05 else DEFAULT


def _counted(text: str) -> Counter[str]:
    """How often each word stands in the beginning of ``text``; what is repeated without end counts as prose would."""
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    counted = Counter(words)
    most = max(_FEWEST_WORDS, len(words) // 100)
    for (_, word), count in Counter(pairwise(words)).items():
        counted[word] -= max(0, count - most)
    return counted


def _share(words: Counter[str], total: int, code: str) -> float:
    return sum(words[word] for word in _stop_words(code)) / total if total else 0.0


@cache
def _stop_words(code: str) -> frozenset[str]:
    return frozenset(load(code).get("stop_words", ()))


def _by_headings(text: str) -> str | None:
    """The language whose headings stand on lines of their own, where it is one only."""
    lines = {" ".join(line.split()).casefold().strip(" .:") for line in text[:_SAMPLE].splitlines() if len(line) < 80}
    found = Counter[str]()
    for code in languages():
        known = {heading.casefold() for headings in load(code)["roles"].values() for heading in headings}
        found[code] = len(lines & known)
    ranked = found.most_common(2)
    if not ranked or not ranked[0][1] or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return ranked[0][0]


def find_title(extracted: ExtractedText, language: str) -> str | None:
    """Return the title as printed: a heading that names a report, else how the text names itself, else the format's."""
    text = extracted.text
    heads: list[tuple[int, str]] = []
    for index, block in enumerate(extracted.blocks[:_TITLE_BLOCKS]):
        flat = " ".join(text[block.start : min(block.end, block.start + 400)].split())
        if len(flat.split()) <= _TITLE_WORDS and not flat.endswith((".", ";", ",")):
            heads.append((index, flat))
    named = [(index, flat) for index, flat in heads if _names_report(flat, language) and not _is_sentence(flat)]
    dated = [(index, flat) for index, flat in named if _YEAR.search(flat)]
    for index, flat in dated:
        return _whole_title(index, flat, dict(heads), language)
    own = _title_in_prose(extracted, language)
    if own:
        return own
    for index, flat in named:
        return _whole_title(index, flat, dict(heads), language)
    highest = next((flat for index, flat in heads if extracted.blocks[index].level == 1), None)
    return highest or extracted.title


def find_year(title: str | None) -> int | None:
    """Return the year of a title, the last of several; None where it prints none."""
    if not title:
        return None
    pair = _YEARS.search(title)
    if pair:
        last = pair.group(2)
        return int(last) if len(last) == 4 else int(pair.group(1)[:2] + last)
    years = _YEAR.findall(title)
    return int(years[-1]) if years else None


def _names_report(flat: str, language: str) -> bool:
    folded = f" {' '.join(_WORD.findall(flat.casefold()))} "
    return any(f" {word} " in folded for word in load(language).get("title_words", ()))


def _is_sentence(flat: str) -> bool:
    return flat.endswith((".", ";", ":", "?", "!"))


def _whole_title(index: int, flat: str, heads: dict[int, str], language: str) -> str:
    """A title over two lines ("Canada-Mexico Partnership", "2016 Annual Report") is one."""
    rest = _YEAR.sub("", flat.casefold())
    for word in sorted(load(language).get("title_words", ()), key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(_WORD.findall(rest)) > 1:
        return flat
    above = heads.get(index - 1)
    return f"{above} {flat}" if above and not _is_sentence(above) and not _names_report(above, language) else flat


def _title_in_prose(extracted: ExtractedText, language: str) -> str | None:
    """How a text without a title page names itself: "The … Partnership 2008-2009 Annual Report presents …"."""
    words = load(language).get("title_words", ())
    named = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)
    for block in extracted.blocks[:_PROSE_BLOCKS] if words else ():
        flat = " ".join(extracted.text[block.start : min(block.end, block.start + 5000)].split())
        for match in named.finditer(flat):
            name = _name_around(flat, match.start(), match.end())
            if match.group()[0].isupper() and _YEAR.search(name) and len(name.split()) > 3:
                return name
    return None


def _name_around(flat: str, start: int, end: int) -> str:
    """The capitalised words, years and joining words on both sides of a place."""
    before = _NAME_BEFORE.search(flat, max(0, start - 200), start)
    behind = _NAME_BEHIND.match(flat, end, end + 200)
    name = flat[before.start() if before else start : behind.end() if behind else end]
    return re.sub(rf"^(?:(?:{_JOINING}|The|El|Le|La)\s+|L[’'])+|(?:\s+{_JOINING})+$", "", name)
