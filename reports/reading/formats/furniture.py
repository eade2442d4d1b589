"""Page furniture: page numbers and running headers, told from the text by where and how they return."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

Placed = tuple[str, tuple[float, int]]  # a line, the size of its type and its height on the page

_WORD_FOR_PAGE = r"(?:page|página|pagina|pág\.?|pag\.?|p\.|seite)"
_WORD_FOR_OF = r"(?:of|de|sur|von|/)"
PAGE_NUMBER = re.compile(
    rf"(?:[-–—|\[]\s*)?(?:{_WORD_FOR_PAGE}\s*)?\d{{1,4}}(?:\s*{_WORD_FOR_OF}\s*\d{{1,4}})?(?:\s*[-–—|\]])?",
    re.IGNORECASE,
)
_SURE_PAGE_NUMBER = re.compile(
    rf"(?:[-–—|\[]\s*)?(?:{_WORD_FOR_PAGE}\s*\d{{1,4}}(?:\s*{_WORD_FOR_OF}\s*\d{{1,4}})?|\d{{1,4}}\s*{_WORD_FOR_OF}\s*\d{{1,4}})"
    rf"(?:\s*[-–—|\]])?",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(rf"^\d{{1,4}}(?:\s*{_WORD_FOR_OF}\s*\d{{1,4}})?(?=\W|$)", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(rf"(?<!\w)\d{{1,4}}(?:\s*{_WORD_FOR_OF}\s*\d{{1,4}})?$", re.IGNORECASE)
_FIRST_NUMBER, _LAST_NUMBER = (
    re.compile(r"^(\d{1,4})\b"),
    re.compile(rf"(?<!\d)(\d{{1,4}})(?:\s*{_WORD_FOR_OF}\s*\d{{1,4}})?$"),
)
_WORD = re.compile(r"\w+")
_TERMINAL = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_MARKED = re.compile(r"[•√*‣▪◦·–-]|\w{1,5}[.)]\s")
_LONGEST = 120
_SHARE_OF_PAGES = 0.4  # of all pages, on which a running header stands
_LARGEST_SHARE = 0.34  # of all printed lines that may be furniture
_FEWEST = 3
_FEWEST_BETWEEN = 8  # printed lines from one running header to the next, in the middle of all
EDGE = 3  # a running header or footer has at most this many lines


def is_page_number(line: str) -> bool:
    """Whether ``line`` is a page number and nothing else: "12", "- 12 -", "Page 3 of 12"."""
    return len(line) <= 30 and bool(PAGE_NUMBER.fullmatch(line))


def is_sure_page_number(line: str) -> bool:
    """Whether ``line`` can be nothing but a page number: "Page 3 of 12", "3/12", "página 3"."""
    return len(line) <= 30 and bool(_SURE_PAGE_NUMBER.fullmatch(line))


def normal_line(line: str) -> str:
    """Return ``line`` as it would stand on every page: page numbers at its ends and white space folded."""
    folded = " ".join(line.split())
    return _NUMBER_BEHIND.sub("#", _NUMBER_BEFORE.sub("#", folded))


def repeated_on_pages(pages: Sequence[Sequence[Placed]]) -> set[tuple[int, int]]:
    """Return which lines are furniture, as (page, index of the line on the page).

    ``pages`` hold the lines of each page from top to bottom, with their type and place. A line among the first or last three of its page is
    furniture if it returns at the same edge, in the same words, type and place, on enough other pages; so is a page number there.
    """
    found: set[tuple[int, int]] = set()
    for edge in (range(EDGE), range(-1, -EDGE - 1, -1)):
        counts: Counter[Placed] = Counter()
        for lines in pages:
            counts.update({_key(lines[i]) for i in edge if -len(lines) <= i < len(lines)})
        enough = max(_FEWEST if len(pages) > 2 else 2, len(pages) * 0.3)
        for page, lines in enumerate(pages):
            for i in edge:
                if not -len(lines) <= i < len(lines):
                    break
                line, _ = lines[i]
                if len(line) <= _LONGEST and (counts[_key(lines[i])] >= enough or is_page_number(line)):
                    found.add((page, i % len(lines)))
                else:
                    break
    return found


def _key(line: Placed) -> Placed:
    return normal_line(line[0]), line[1]


def repeated_in_text(lines: Sequence[str], page_breaks: Sequence[int]) -> set[int]:
    """Return the indexes of ``lines`` that are running headers or footers in a text without its pages.

    ``lines`` are stripped, blank ones empty; ``page_breaks`` are the indexes of lines that hold a form feed.
    A line that returns is a heading ("Future actions") unless it stands, most of the times, beside a page
    number or a page break, or in the middle of a sentence. A header of several lines is found line by line.
    """
    numbers = _page_number_lines(lines, page_breaks)
    places: defaultdict[str, list[int]] = defaultdict(list)
    printed = [index for index, line in enumerate(lines) if line]
    rank = {index: place for place, index in enumerate(printed)}
    for index in printed:
        line = lines[index]
        if len(line) <= _LONGEST and index not in numbers and not _MARKED.match(line):
            places[normal_line(line)].append(index)
    candidates = {form: where for form, where in places.items() if len(where) >= _FEWEST and _is_far_apart(where, rank)}
    marks = numbers | set(page_breaks)
    pages = max(len(numbers), len(page_breaks))
    usual = sorted(len(lines[index]) for index in printed)[len(printed) * 9 // 10] if printed else 0
    found = set(numbers)
    for _ in range(EDGE):
        added: set[int] = set()
        for where in candidates.values():
            if len(where) < _SHARE_OF_PAGES * pages:
                continue
            beside = sum(1 for index in where if _is_beside(index, lines, marks))
            inside = sum(1 for index in where if _is_inside(index, lines, printed, rank, marks, usual))
            is_framed = beside >= 0.7 * len(where) or (inside and beside + inside >= max(2, 0.6 * len(where)))
            if is_framed or _counts_on([lines[index] for index in where]):
                added |= set(where)
                pages = max(pages, len(where))
        added -= found
        if not added:
            break
        found |= added
        marks |= added
        candidates = {form: where for form, where in candidates.items() if where[0] not in added}
    return found if len(found) <= _LARGEST_SHARE * len(printed) else numbers


def _page_number_lines(lines: Sequence[str], page_breaks: Sequence[int]) -> set[int]:
    """Page numbers that stand alone between blank lines, say that they are one, or count on from one to the next."""
    breaks = set(page_breaks)
    found, bare = set(), []
    for index, line in enumerate(lines):
        if not line or not is_page_number(line):
            continue
        is_apart = (index == 0 or not lines[index - 1]) and (index + 1 == len(lines) or not lines[index + 1])
        at_break = index - 1 in breaks or index + 1 in breaks
        if is_apart or at_break or is_sure_page_number(line):
            found.add(index)
        elif line.isdecimal():
            bare.append(index)
    for before, index, after in zip(bare, bare[1:], bare[2:], strict=False):
        if int(lines[before]) + 2 == int(lines[index]) + 1 == int(lines[after]):
            found |= {before, index, after}
    return found


def _counts_on(lines: Sequence[str]) -> bool:
    """Whether lines of several words carry a number that goes up by one from each to the next, as page numbers do."""
    if len(lines) <= _FEWEST or len(_WORD.findall(lines[0])) < 3:
        return False
    for pattern in (_LAST_NUMBER, _FIRST_NUMBER):
        found = [pattern.search(line) for line in lines]
        numbers = [int(match.group(1)) for match in found if match]
        steps = [below - above for above, below in itertools.pairwise(numbers)]
        if len(numbers) == len(lines) and sum(step in (1, 2) for step in steps) >= 0.9 * len(steps):
            return True
    return False


def _is_far_apart(where: list[int], rank: dict[int, int]) -> bool:
    """Whether a page of text stands between a line and its return."""
    steps = sorted(rank[below] - rank[above] for above, below in itertools.pairwise(where))
    return steps[len(steps) // 2] >= _FEWEST_BETWEEN


def _is_beside(index: int, lines: Sequence[str], marks: set[int]) -> bool:
    """Whether a page mark stands next to the line, blank lines aside."""
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(lines) and not lines[other] and other not in marks and abs(other - index) < 6:
            other += step
        if other in marks:
            return True
    return False


def _is_inside(
    index: int, lines: Sequence[str], printed: list[int], rank: dict[int, int], marks: set[int], usual: int
) -> bool:
    """Whether the line interrupts a sentence: the text above breaks off, the text below goes on in small letters.

    A line of the sentence itself does so too, but it is full (``usual`` is the length of a full line) and stands close.
    """
    is_apart = not (index and lines[index - 1]) or not (index + 1 < len(lines) and lines[index + 1])
    if lines[index][0].islower() or not (is_apart or len(lines[index]) < 0.7 * usual):
        return False
    above, below = rank[index] - 1, rank[index] + 1
    for _ in range(2 * EDGE):
        if above >= 0 and printed[above] in marks:
            above -= 1
    for _ in range(EDGE):  # the other lines of a header are not known yet
        if below < len(printed) and not lines[printed[below]][0].islower():
            below += 1
    if above < 0 or below >= len(printed) or below - above > EDGE + 1:
        return False
    before, after = lines[printed[above]], lines[printed[below]]
    return len(before) > 40 and not _TERMINAL.search(before) and after[0].islower()
