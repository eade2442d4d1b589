"""How one commitment is judged: its guideline, the rounds, a second reader, and what the countries reply."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models import Assessment, Coding, Commitment, Guideline, Reply


@dataclass(frozen=True)
class Judged:
    """One verdict, whether two readers who coded it blind agree (None: not coded twice), and the replies to it."""

    verdict: Assessment
    do_coders_agree: bool | None
    replies: tuple[Reply, ...]

    @property
    def standing(self) -> str:
        """In words: how many have read it, and whether anybody replied."""
        readers = {
            None: _("One reader; no second coding yet"),
            True: _("Two readers coded it without seeing each other’s result, and agree"),
            False: _("Two readers coded it without seeing each other’s result, and differ"),
        }[self.do_coders_agree]
        if not self.replies:
            return _("%(readers)s; no reply received.") % {"readers": readers}
        count = len(self.replies)
        replies = ngettext("%(count)s reply received", "%(count)s replies received", count) % {"count": count}
        return _("%(readers)s; %(replies)s.") % {"readers": readers, "replies": replies}


@dataclass(frozen=True)
class Judging:
    """The guideline that counts (None: none yet), and the verdicts, the latest first."""

    guideline: Guideline | None
    judged: tuple[Judged, ...]

    @property
    def expected(self) -> list[tuple[str, str]]:
        """The parts of the guideline: what each is called, and its field."""
        return [
            (_("Complete"), "complete"),
            (_("In part"), "partial"),
            (_("Not started"), "not_started"),
            (_("Proof expected"), "proof"),
        ]


def judging(
    commitment: Commitment, verdicts: Iterable[Assessment], at: date, known_at: datetime | None = None
) -> Judging:
    """Return how ``commitment`` came to its ``verdicts`` by the day ``at``. Four queries."""
    codes: dict[str, set[str]] = {}
    for party, completion in (
        Coding.objects.counting(known_at).filter(commitment=commitment).values_list("party", "completion")
    ):
        codes.setdefault(party, set()).add(completion)
    replies = list(
        Reply.objects.counting(known_at)
        .effective_by(at)
        .filter(assessment__commitment=commitment)
        .order_by("replied_on", "pk")
    )
    corrects = dict(Assessment.objects.published().filter(commitment=commitment).values_list("pk", "corrects"))
    judged = []
    for verdict in verdicts:
        chain = {verdict.pk}
        row = verdict.corrects_id
        while row is not None:
            chain.add(row)
            row = corrects.get(row)
        coded = codes.get(verdict.party) if verdict.deliverable_id is None else None
        judged.append(
            Judged(
                verdict,
                None if coded is None else len(coded) == 1,
                tuple(reply for reply in replies if reply.assessment_id in chain),
            )
        )
    guideline = Guideline.objects.counting(known_at).filter(commitment=commitment).first()
    return Judging(guideline, tuple(judged))


@dataclass(frozen=True)
class Agreement:
    """How far two blind readers agree: in how many of the ``n`` pairs, and beyond chance.

    ``alpha`` is Krippendorff's for categories without an order; None where nothing varies or nothing was coded twice.
    """

    n: int
    agreed: int
    alpha: float | None


def agreement() -> Agreement:
    """Measure the agreement of all blind codings that two readers have made."""
    from nltk.metrics.agreement import AnnotationTask  # takes a moment to load, and only this needs it

    pairs: dict[tuple[int, str], list[str]] = {}
    rows = Coding.objects.counting().order_by("commitment", "party", "pk")
    for commitment, party, completion in rows.values_list("commitment", "party", "completion"):
        pairs.setdefault((commitment, party), []).append(completion)
    found = Counter(word for words in pairs.values() for word in words)
    triples: list[tuple[Any, Any, str]] = [
        (coder, unit, word) for unit, words in pairs.items() for coder, word in enumerate(words)
    ]
    return Agreement(
        n=len(pairs),
        agreed=sum(len(set(words)) == 1 for words in pairs.values()),
        alpha=float(AnnotationTask(triples).alpha()) if len(found) > 1 else None,
    )
