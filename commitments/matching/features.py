"""What speaks for a later passage as the answer to an earlier commitment, as numbers with a meaning."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commitments.matching.likeness import Bag, Likeness, Rarity, bag
from commitments.matching.lineage import lineage
from commitments.matching.material import PROPOSAL, RESULTS, Directory, LaterPassage, Statement
from commitments.matching.mentions import Mentions, Namer, defined_acronyms, is_year
from commitments.matching.vocabulary import Vocabulary, Words, fold

NAMES = (
    "words",  # likeness of words, both ways, the passage by its best stretch
    "part",  # how much of the title or of one deliverable the passage covers
    "title",  # how many of the title's words the passage tells, rare or common
    "own_words",  # how many of all our own words it tells
    "breadth",  # how many different things of the commitment, names apart, it speaks of
    "topic",  # how much of the heading above the passage is said by the commitment
    "names",  # institutions, persons, instruments and proper names that both have
    "numbers",  # numbers and years that both have
    "stale",  # the passage tells of years before the promise, which are no evidence
    "fresh",  # the passage tells of a year after the promise
    "same_group",  # it stands in the chapter of the group or of one that follows it; outside all chapters for no group
    "chapter",  # how many passages do so: the more there are, the likelier one is alike by chance
    "names_group",  # a passage outside the group's chapter names the group
    "results",  # the passage stands among results
    "foremost",  # of all commitments, this is the one that the passage is most like
    "tells",  # the passage tells what became of something
    "overall",  # the passage speaks of the whole field that its heading names
    "closes",  # the passage closes, drops or puts off the field or the group
    "short",  # the passage has hardly any words of its own
    "proposal",  # the commitment is no more than a proposal, which is less often taken up
)
"""The features in the order in which they are listed everywhere."""

_OUTCOMES = ("completed", "progress", "dealt", "postponed", "dropped", "concluded")
_CLOSINGS = ("postponed", "dropped", "concluded")
_FEW_WORDS = 6
_STRETCH = 12
_LITTLE_TOLD = 4.0
_RARE_NAME = 1.5
_BROAD = 3.0
_SAME_YEAR = 0.6
"""How stale a passage is that tells of nothing later than the year of the promise."""
_CHAPTER = 10.0
_INNER_CAPITAL = re.compile(r"(?<!^)\b[A-Z][\w'-]+")


@dataclass(frozen=True)
class _Early:
    statement: Statement
    printed: Bag
    own: Bag
    parts: tuple[Bag, ...]
    whole: Bag
    acts: frozenset[int]
    mentions: Mentions
    groups: frozenset[str]
    chapter: float


@dataclass(frozen=True)
class _Late:
    passage: LaterPassage
    whole: Bag
    stretches: tuple[Bag, ...]
    heading: Bag
    capitals: frozenset[str]
    mentions: Mentions
    years: tuple[int, ...]
    tells: float
    is_overall: bool
    closes: bool
    size: int


class Comparison:
    """All commitments of one report beside all passages of a later one."""

    def __init__(
        self,
        statements: Sequence[Statement],
        passages: Sequence[LaterPassage],
        directory: Directory,
        vocabulary: Vocabulary,
    ) -> None:
        self.vocabulary = vocabulary
        self.directory = directory
        printed = [self._told(statement) for statement in statements]
        printed += [passage.printed for passage in passages]
        learned = {f"({acronym})": (acronym, *forms) for acronym, forms in defined_acronyms(printed).items()}
        self._spellings = {**directory.names, **learned}
        self._namer = Namer(self._spellings, directory.group_names, vocabulary)
        self.likeness = Likeness(Rarity(map(vocabulary.words, printed), vocabulary), vocabulary)
        self._chapters = Counter(passage.group for passage in passages)
        self.early = [self._early(statement) for statement in statements]
        self.late = [self._late(passage) for passage in passages]
        self._naming = Counter(
            name for side in (self.early, self.late) for one in side for name in _named(one.mentions)
        )
        self._words = [[self._likeness(early, late) for late in self.late] for early in self.early]
        self._most = [max(column, default=0.0) for column in zip(*self._words, strict=True)] or [0.0] * len(self.late)

    def _told(self, statement: Statement) -> str:
        """The printed words in the language of the later report, else our own words, which are in it."""
        is_readable = statement.printed and statement.language == self.vocabulary.language
        return statement.printed if is_readable else " ".join(statement.own_words)

    def _early(self, statement: Statement) -> _Early:
        words = self.vocabulary.words
        printed = words(self._told(statement))
        own = [words(text) for text in statement.own_words] or [printed]
        parts = [own[0], *own[2:]]
        around = [words(text) for text in statement.context]
        groups = lineage(statement.groups, self.directory.successors)
        size = sum(self._chapters[group] for group in groups or (None,))
        return _Early(
            statement,
            printed=bag([(printed, 1.0)]),
            own=bag((text, 1.0) for text in own),
            parts=tuple(bag([(part, 1.0)]) for part in parts),
            whole=bag([(printed, 1.0), *((text, 0.8) for text in own), *((text, 0.5) for text in around)]),
            acts=(printed.ideas | own[0].ideas) & self.vocabulary.acts,
            mentions=self._mentions((statement.printed, *statement.own_words, *statement.context), statement.names),
            groups=groups,
            chapter=math.log((1.0 + size) / _CHAPTER),
        )

    def _late(self, passage: LaterPassage) -> _Late:
        words, cue = self.vocabulary.words, self.vocabulary.cue
        later = passage.commitment
        own = later.own_words if later else ()
        printed = words(passage.printed or " ".join(own))
        mentions = self._mentions((passage.printed, *own), later.names if later else frozenset())
        capitals = _INNER_CAPITAL.findall(" ".join(passage.printed.split()))
        return _Late(
            passage,
            whole=bag([(printed, 1.0), *((words(text), 0.8) for text in own)]),
            stretches=tuple(self._stretches(printed)),
            heading=self._heading(passage),
            capitals=frozenset(self.vocabulary.stem(fold(word)) for word in capitals),
            mentions=mentions,
            years=tuple(sorted(int(number) for number in mentions.numbers if is_year(number))),
            tells=min(sum(bool(cue(kind, passage.printed)) for kind in _OUTCOMES), 2) / 2,
            is_overall=bool(cue("overall", passage.printed)),
            closes=any(cue(kind, passage.printed) for kind in _CLOSINGS),
            size=len(printed.stems),
        )

    def _stretches(self, printed: Words) -> Iterable[Bag]:
        """The passage in overlapping stretches: a long sentence may answer with one clause."""
        stems = printed.stems
        for at in range(0, max(1, len(stems) - _STRETCH // 2), _STRETCH // 2):
            ideas = [self.vocabulary.ideas_of(stem) for stem in stems[at : at + _STRETCH]]
            yield bag([(Words(stems[at : at + _STRETCH], frozenset().union(*ideas)), 1.0)])

    def _heading(self, passage: LaterPassage) -> Bag:
        """The subject that the nearest headings name; the names of chapters and parts name none."""
        found: dict[str, None] = {}
        for heading in passage.headings[1:] or passage.headings:
            found.update(dict.fromkeys(self.vocabulary.words(heading).stems))
        stems = tuple(stem for stem in found if stem not in self.vocabulary.structure and not stem.isdigit())
        return bag([(Words(stems, frozenset()), 1.0)])

    def _mentions(self, texts: Iterable[str], names: frozenset[str]) -> Mentions:
        found = [self._namer.mentions(text) for text in texts if text]
        return Mentions(
            names.union(*(one.names for one in found)),
            frozenset().union(*(one.places for one in found)),
            frozenset().union(*(one.numbers for one in found)),
            frozenset().union(*(one.groups for one in found)),
        )

    def _likeness(self, early: _Early, late: _Late) -> float:
        coverage = self.likeness.coverage
        there = max(coverage(early.printed, late.whole), coverage(early.own, late.whole))
        back = max(coverage(stretch, early.whole) for stretch in late.stretches) if there else 0.0
        return math.sqrt(there * back)

    def _part(self, early: _Early, late: _Late) -> float:
        likeness = self.likeness
        return max(likeness.shared(part, late.whole) / (likeness.mass(part) + _LITTLE_TOLD) for part in early.parts)

    def same_act(self, row: int, column: int) -> float:
        """Return how much (0 to 1) of what is to be done passage ``column`` tells of, whatever it is about."""
        acts, told = sorted(self.early[row].acts), self.late[column].whole.ideas
        rarity = self.likeness.rarity_of_idea
        total = sum(map(rarity, acts))
        return sum(rarity(act) for act in acts if act in told) / total if total else 0.0

    def features(self, row: int, column: int) -> tuple[float, ...]:
        """Return the features of passage ``column`` for commitment ``row``, in the order of ``NAMES``."""
        early, late, likeness = self.early[row], self.late[column], self.likeness
        words = self._words[row][column]
        topic = likeness.coverage(late.heading, early.whole) ** 2
        group = late.passage.group
        is_heir = group in early.groups if early.groups else group is None
        names_group = float(not is_heir and bool(early.groups & late.mentions.groups))
        breadth = likeness.breadth(early.whole, late.whole, late.capitals) if words else 0.0
        stale, fresh = _datedness(early.statement.year, late.years)
        return (
            words,
            self._part(early, late),
            likeness.aspects(early.parts[0], late.whole) if words else 0.0,
            likeness.aspects(early.own, late.whole) if words else 0.0,
            breadth / (breadth + _BROAD),
            topic if is_heir else topic / 2,
            self._naming_weight(early.mentions.names & late.mentions.names),
            self._naming_weight(early.mentions.numbers & late.mentions.numbers),
            stale,
            fresh,
            float(is_heir),
            early.chapter,
            names_group,
            float(late.passage.role == RESULTS),
            words / self._most[column] if self._most[column] else 0.0,
            late.tells,
            topic if late.is_overall else 0.0,
            max(topic, names_group) if late.closes else 0.0,
            max(0.0, 1.0 - late.size / _FEW_WORDS),
            float(early.statement.strength == PROPOSAL),
        )

    def spelled(self, names: Iterable[str], passage: LaterPassage) -> list[str]:
        """Return ``names`` as the passage prints them, the rarest first."""
        printed = fold(" ".join(passage.printed.split()))
        words = self.vocabulary.spellings(passage.printed)
        found = []
        for name in sorted(names, key=lambda name: (self._naming[name], name)):
            as_printed = " ".join(words.get(stem, stem) for stem in name.lstrip("'").split())
            spellings = sorted(self._spellings.get(name, (as_printed,)), key=lambda one: (-len(one), one))
            found.append(next((one for one in spellings if fold(one) in printed), spellings[-1]))
        return list(dict.fromkeys(found))

    def _naming_weight(self, shared: Iterable[str]) -> float:
        """Return 0 to 1: the rarer the shared names, and the more of them, the nearer to 1."""
        most = math.log(2.0 * (len(self.early) + len(self.late) + 1.0))
        rarities = [max(0.0, 1.0 - math.log(2.0 * self._naming[name] + 1.0) / most) for name in sorted(shared)]
        weight = _RARE_NAME * sum(rarity * rarity for rarity in rarities)
        return weight / (weight + 1.0)


def _datedness(promised: int | None, years: Sequence[int]) -> tuple[float, float]:
    """How much (0 to 1) a passage that names ``years`` tells of times before, and after, the year of a promise."""
    if not years or promised is None:
        return 0.0, 0.0
    if years[-1] > promised:
        return 0.0, 1.0
    return (1.0 if years[-1] < promised else _SAME_YEAR), 0.0


def _named(mentions: Mentions) -> frozenset[str]:
    return mentions.names | mentions.places | mentions.numbers
