"""One search over the whole public record: six kinds of rows, each found as the list of its kind finds it.

A hit is the better the closer the words are to a name: a reference, acronym, title or name that is exactly what was
asked for comes first, then one that holds every word, then a text that does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, Prefetch, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from commitments.filters import CommitmentFilterSet, UpdateFilterSet
from commitments.models import Commitment, Update
from commitments.presentation.badges import BadgeWords, with_badges
from reports import filters
from reports.choices import Language
from reports.filtering import PublicFilterSet, translated
from reports.models import Appointment, Organization, OrganizationName, Passage, Person, WorkingGroup
from reports.searching import Piece, exactly, holding, pieces, searched_words
from reports.templatetags.pages import place, printed_at

EXACT, NAMED, TOLD = RANKS = range(3)
SNIPPET = 240
Text = tuple[str, str]  # the language of a text ("" for a name that has none), and the text


@dataclass(frozen=True)
class Hit:
    """One row that was found: what it is called, and the text in which the words stand.

    ``url`` is its address in the API, ``page`` that of its page.
    """

    kind: Kind
    title: list[Piece]
    snippet: list[Piece]
    language: str
    url: str
    page: str
    badge: BadgeWords | None = None

    @property
    def is_printed(self) -> bool:
        """Whether the snippet is printed, not ours."""
        return self.kind is PASSAGE

    @property
    def is_foreign(self) -> bool:
        """Whether the snippet is in another language than the page."""
        return self.language not in ("", get_language())


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of rows: how they are found (``filterset``), by what they are named, and how they are shown.

    ``exact`` gives the condition that a row is named exactly so; ``shown`` fetches what ``hit`` needs.
    """

    name: str
    label: str | Promise
    filterset: type[PublicFilterSet]
    rows: Callable[[], QuerySet]
    names: tuple[str, ...]
    exact: Callable[[str], Q]
    shown: Callable[[QuerySet], Iterable[Any]]
    hit: Callable[[Any, str], Hit]
    list_page: str = ""

    def found(self, query: str) -> QuerySet:
        """Return the public rows that hold every word of ``query``, best first (``rank``)."""
        rank = Case(
            When(self.exact(query), then=Value(EXACT)),
            When(holding(query, self.names), then=Value(NAMED)),
            default=Value(TOLD),
        )
        found = self.filterset().search(self.rows(), "q", query)
        return found.annotate(rank=rank).order_by("rank", *self.filterset.unique)


class Found(Sequence[Hit]):
    """All hits of a query: by rank, then by kind, then in the order of the kind's own list. Slices are lists."""

    def __init__(self, query: str, kinds: Iterable[Kind]) -> None:
        self.query = query
        self.rows = {kind: kind.found(query) for kind in kinds} if searched_words(query) else {}
        self.counts = {kind: _by_rank(rows) for kind, rows in self.rows.items()}

    def __len__(self) -> int:
        return sum(counts.total() for counts in self.counts.values())

    def __getitem__(self, part: Any) -> Any:
        """Return the hits of a slice, with one query for each kind among them."""
        start, stop, at = part.start or 0, part.stop, 0
        seen: Counter[Kind] = Counter()
        first: dict[Kind, int] = {}
        order: list[tuple[Kind, int]] = []
        for rank in RANKS:
            for kind, counts in self.counts.items():
                low, high = max(start, at), min(stop, at + counts[rank])
                if low < high:
                    first.setdefault(kind, seen[kind] + low - at)
                    order.append((kind, high - low))
                seen[kind] += counts[rank]
                at += counts[rank]
        wanted: Counter[Kind] = Counter()
        for kind, number in order:
            wanted[kind] += number
        hits = {kind: iter(self.hits(kind, first[kind], number)) for kind, number in wanted.items()}
        return [hit for kind, number in order for hit in islice(hits[kind], number)]

    def hits(self, kind: Kind, first: int, number: int) -> Iterator[Hit]:
        """Return ``number`` hits of one kind from the place ``first`` on."""
        return (kind.hit(row, self.query) for row in kind.shown(self.rows[kind][first : first + number]))

    def groups(self, number: int) -> list[tuple[Kind, int, list[Hit]]]:
        """Return, kind by kind, how many there are and the best ``number`` hits; the kind that is named exactly first."""
        kinds = [kind for kind, counts in self.counts.items() if counts]
        kinds.sort(key=lambda kind: not self.counts[kind][EXACT])
        return [(kind, self.counts[kind].total(), list(self.hits(kind, 0, number))) for kind in kinds]


def _by_rank(rows: QuerySet) -> Counter[int]:
    return Counter(dict(rows.order_by().values_list("rank").annotate(number=Count("pk", distinct=True))))


def _texts(row: Any, *names: str) -> list[Text]:
    """Return the texts of ``row`` under ``names``, those in the page's language first."""
    current = get_language()
    languages = sorted(Language.values, key=lambda language: language != current)
    return [(language, getattr(row, f"{name}_{language}") or "") for language in languages for name in names]


def _snippet(texts: Iterable[Text], query: str) -> tuple[str, list[Piece]]:
    """Return language and pieces of the first of ``texts`` in which a word of ``query`` stands; else of the first."""
    cut = [(language, pieces(text, query, SNIPPET)) for language, text in texts if text]
    with_hit = (one for one in cut if any(piece.is_hit for piece in one[1]))
    return next(with_hit, cut[0] if cut else ("", []))


def _commitments(rows: Any) -> list[Any]:
    today = timezone.localdate()
    fetched = rows.with_status(today, names=("badge",)).with_silences(today)
    return with_badges(fetched.select_related("report", "working_group"))


def _commitment(row: Any, query: str) -> Hit:
    title = pieces(f"{row.reference} {row.title}", query)
    others = [text for text in _texts(row, "title", "summary") if text[1] != row.title]
    language, snippet = _snippet(others, query)
    url = reverse("api:commitment-detail", args=[row.reference])
    return Hit(COMMITMENT, title, snippet, language, url, row.get_absolute_url(), row.badge_words)


def _passage(row: Any, query: str) -> Hit:
    document = row.document
    source = _("%(period)s report") % {"period": document.report.period} if document.report else document.title
    group = row.section.working_group
    where = ", ".join([source, *([str(group.name)] if group else []), place(row.section)])
    language, snippet = _snippet([(document.language, row.text)], query)
    url = reverse("api:passage-list") + "?" + urlencode({"document": document.slug, "start": row.start})
    return Hit(PASSAGE, [Piece(where)], snippet, language, url, printed_at(row))


def _update(row: Any, query: str) -> Hit:
    title = pieces(f"{row.key} {row.get_says_display()}", query)
    language, snippet = _snippet([*_texts(row, "note"), ("", row.address)], query)
    page = f"{row.commitment.get_absolute_url()}#happened"
    return Hit(UPDATE, title, snippet, language, reverse("api:update-detail", args=[row.key]), page)


def _group(row: Any, query: str) -> Hit:
    others = [text for text in _texts(row, "name") if text[1] != row.name]
    language, snippet = _snippet([("", row.get_kind_display()), *others], query)
    url = reverse("api:group-detail", args=[row.slug])
    return Hit(GROUP, pieces(f"{row.name} ({row.code})", query), snippet, language, url, row.get_absolute_url())


def _organization(row: Any, query: str) -> Hit:
    title = f"{row.name} ({row.acronym})" if row.acronym and row.acronym != row.name else row.name
    names = [text for text in _texts(row, "name", "acronym") if text[1] not in (row.name, row.acronym)]
    others = [*names, *((one.language, one.name) for one in row.names.all())]
    language, snippet = _snippet([("", row.get_country_display()), *others], query)
    url = reverse("api:organization-detail", args=[row.slug])
    return Hit(ORGANIZATION, pieces(title, query), snippet, language, url, row.get_absolute_url())


def _person(row: Any, query: str) -> Hit:
    offices = "; ".join(
        ", ".join(part for part in (office.report.period if office.report else "", *_as_printed(office)) if part)
        for office in row.offices
    )
    _none, snippet = _snippet([("", offices)], query)
    url = reverse("api:person-detail", args=[row.slug])
    return Hit(PERSON, pieces(row.name, query), snippet, "", url, row.get_absolute_url())


def _as_printed(office: Any) -> tuple[str, str]:
    return office.name_as_printed, str(office.group.name) if office.group else str(office.get_role_display())


def _people(rows: QuerySet) -> QuerySet:
    appointments = Appointment.objects.published().select_related("group", "report").order_by("report__year", "pk")
    return rows.prefetch_related(Prefetch("appointments", appointments, to_attr="offices"))


_TITLES = ("reference", *translated("title"))
_GROUP_NAMES = ("code", "slug", *translated("name"))
_ORGANIZATION_NAMES = ("slug", *translated("acronym", "name"))

COMMITMENT = Kind(
    "commitment",
    gettext_lazy("Commitments"),
    CommitmentFilterSet,
    lambda: Commitment.objects.published(),
    _TITLES,
    lambda query: exactly(query, _TITLES) | exactly(f"CMP-{query}", ["reference"]),
    _commitments,
    _commitment,
    "commitments:list",
)
PASSAGE = Kind(
    "passage",
    gettext_lazy("Printed sentences"),
    filters.PassageFilterSet,
    lambda: Passage.objects.published().imported(),
    (),
    lambda query: Q(pk__in=[]),
    lambda rows: rows.with_place(),  # type: ignore[attr-defined]
    _passage,
)
UPDATE = Kind(
    "update",
    gettext_lazy("Updates"),
    UpdateFilterSet,
    lambda: Update.objects.counting(),
    (),
    lambda query: exactly(query, ["key"]),
    lambda rows: rows.select_related("commitment"),
    _update,
)
GROUP = Kind(
    "group",
    gettext_lazy("Working groups"),
    filters.WorkingGroupFilterSet,
    lambda: WorkingGroup.objects.all(),
    _GROUP_NAMES,
    lambda query: exactly(query, _GROUP_NAMES),
    lambda rows: rows,
    _group,
)
ORGANIZATION = Kind(
    "organization",
    gettext_lazy("Institutions"),
    filters.OrganizationFilterSet,
    lambda: Organization.objects.all(),
    _ORGANIZATION_NAMES,
    lambda query: (
        exactly(query, _ORGANIZATION_NAMES)
        | Q(pk__in=OrganizationName.objects.filter(exactly(query, ["name"])).values("organization"))
    ),
    lambda rows: rows.prefetch_related("names"),
    _organization,
    "reports:organization_list",
)
PERSON = Kind(
    "person",
    gettext_lazy("People"),
    filters.PersonFilterSet,
    lambda: Person.objects.published(),
    ("slug", "name"),
    lambda query: exactly(query, ["slug", "name"]),
    _people,
    _person,
    "reports:person_list",
)
KINDS = {kind.name: kind for kind in (COMMITMENT, GROUP, ORGANIZATION, PERSON, UPDATE, PASSAGE)}


def search(query: str, kind: str = "") -> Found:
    """Return what ``query`` finds in the public record as of today; of one kind alone where it is named."""
    return Found(query, [KINDS[kind]] if kind else KINDS.values())
