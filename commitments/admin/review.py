"""The review desk: each sentence of a report's sections of promises is accepted as a commitment, or set aside, by a person.

One sentence is worked on at a time; the list of all stands below it. Everything that is decided goes through
:mod:`commitments.desk.reviewing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin import review_rows as rows
from commitments.admin.permissions import may_publish
from commitments.admin.review_forms import REASONS, DecisionForm, WordsForm
from commitments.choices import ExclusionReason
from commitments.desk import reviewing
from commitments.models import Commitment, Exclusion, Question
from reports.admin import guard
from reports.choices import Language, SectionRole, State
from reports.models import Document, Passage, Report
from reports.versioning import bump, hold

AT, DOCUMENT, SEEN, SEEN_FOLLOWING, ACTION, EXCLUDE, WORDS = (
    "at",
    "document",
    "seen",
    "seen_following",
    "action",
    "exclude",
    "words",
)
DECIDING = [
    "commitments.add_commitment",
    "commitments.change_commitment",
    "commitments.add_exclusion",
    "commitments.add_question",
]
# What the keys press (``data-key`` in the templates).
KEYS = [
    ("a", gettext_lazy("Accept as a commitment")),
    ("e", gettext_lazy("Accept, and edit the draft")),
    ("m", gettext_lazy("Accept together with the next sentence")),
    ("s", gettext_lazy("Split into several commitments")),
    ("1 – 8", gettext_lazy("Set aside, for the reason of that number")),
    ("o", gettext_lazy("Write a note of our own first")),
    ("q", gettext_lazy("Ask a colleague")),
    ("u", gettext_lazy("Take back what stands here")),
    ("w", gettext_lazy("Write title and summary")),
    ("j", gettext_lazy("Next undecided sentence")),
    ("n", gettext_lazy("Next sentence")),
    ("p", gettext_lazy("Sentence before")),
    ("b", gettext_lazy("Back to the sentence decided last")),
]


@dataclass
class Refusal:
    """Why a decision was not taken: what others decided meanwhile, or errors; and what was typed with it."""

    form: DecisionForm
    is_overtaken: bool = False
    errors: list[str] | None = None


def desk_view(request: HttpRequest, year: int) -> HttpResponse:
    """Show the desk at one sentence; take a decision about it, or words for its draft."""
    if not request.user.has_perm("reports.view_passage"):
        raise PermissionDenied
    report = get_object_or_404(Report.objects.with_meeting(), year=year)
    found = rows.documents(report)
    given = request.POST.get(DOCUMENT) or request.GET.get(DOCUMENT)
    document = next((row for row in found if row.slug == given), None) if given else next(iter(found), None)
    if document is None:
        if given:
            raise Http404
        return TemplateResponse(request, "admin/review/empty.html", _frame(request, report))
    document = Document.objects.select_related("report__meeting").get(pk=document.pk)
    document.report = report
    may_decide = request.user.has_perms(DECIDING) and (not _is_public(document) or may_publish(request))
    desk = rows.Desk(report, document)
    at = _number(request.POST.get(AT) or request.GET.get(AT))
    current = desk.at(at)
    if request.method != "POST" or current is None:
        return _show(request, desk, current, found, may_decide=may_decide)
    if not may_decide:
        raise PermissionDenied
    if at != current.start:  # never decide about another sentence than the one that was shown
        raise Http404
    if WORDS in request.POST:
        return _write(request, desk, current, found)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        errors = [f"{form[name].label}: {error}" for name, texts in form.errors.items() for error in texts]
        return _show(request, desk, current, found, refusal=Refusal(form, errors=errors))
    try:
        return _decide(request, desk, current, form)
    except reviewing.Overtaken:
        refusal = Refusal(form, is_overtaken=True)
    except ValidationError as error:
        refusal = Refusal(form, errors=[str(message) for message in error.messages])
    return _show(request, rows.Desk(report, document), current, found, refusal=refusal)


def _decide(request: Any, desk: rows.Desk, current: Passage, form: DecisionForm) -> HttpResponse:
    """Let one verb write, and lead on to the next sentence. Raises Overtaken or ValidationError."""
    seen, by = request.POST.get(SEEN, ""), request.user
    proposal = desk.proposals.get(current.start)
    action = EXCLUDE if EXCLUDE in request.POST else request.POST.get(ACTION, "")
    target = desk.next_undecided(current)
    with transaction.atomic():
        if action in ("accept", "edit"):
            made = [reviewing.accept(current, proposal=proposal, seen=seen, by=by)]
        elif action == "split":
            printed = desk.document.text[current.start : current.end]
            parts = reviewing.parts_of(printed, current.start, form.cleaned_data["parts"])
            made = reviewing.split(current, parts=parts, proposal=proposal, seen=seen, by=by)
        elif action == "join":
            made, target = _join(request, desk, current, seen), None
        elif action == EXCLUDE:
            excluded = reviewing.exclude(current, reason=_reason(request), note=form.note(), seen=seen, by=by)
            return _told(request, desk, current, [excluded], _("%(names)s: set aside."), target)
        elif action == "ask":
            question = reviewing.ask(current, note=form.cleaned_data["question"], seen=seen, by=by)
            return _told(request, desk, current, [question], _("%(names)s: in question."), target)
        elif action == "undo":
            names = reviewing.undo(current, seen=seen, by=by)
            messages.success(request, _("%(names)s: taken back.") % {"names": ", ".join(names)})
            return HttpResponseRedirect(desk.address(current))
        else:
            raise ValidationError(_("Choose what to do with the sentence."))
        answer = _told(request, desk, current, made, _("%(names)s: accepted as a draft."), target)
    if action == "edit":
        return HttpResponseRedirect(reverse("admin:commitments_commitment_change", args=[made[0].pk]) + f"?{rows.BACK}")
    return answer


def _join(request: Any, desk: rows.Desk, current: Passage, seen: str) -> list[Commitment]:
    following = desk.following(current)
    if following is None:
        raise ValidationError(_("No undecided sentence follows in this section."))
    joined = reviewing.join(
        current,
        following,
        proposal=desk.proposals.get(current.start),
        seen=seen,
        seen_following=request.POST.get(SEEN_FOLLOWING, ""),
        by=request.user,
    )
    return [joined]


def _told(
    request: HttpRequest,
    desk: rows.Desk,
    decided: Passage,
    made: list[Any],
    words: str,
    target: Passage | None,
) -> HttpResponseRedirect:
    """Log and tell what was recorded, and lead on to ``target``; where it is None, to what is left then."""
    names = []
    for row in made:
        model_admin: Any = admin.site.get_model_admin(type(row))
        model_admin.log_addition(request, row, _("Review desk"))
        names.append(row.key if isinstance(row, (Exclusion, Question)) else row.reference)
    messages.success(request, words % {"names": ", ".join(names)})
    target = target or rows.Desk(desk.report, desk.document).next_undecided(decided) or decided
    address = desk.address(target).replace("#", f"&last={decided.start}#")
    return HttpResponseRedirect(address)


def _reason(request: HttpRequest) -> ExclusionReason:
    try:
        return ExclusionReason(request.POST[EXCLUDE])
    except ValueError as error:
        raise ValidationError(_("Choose one of the reasons.")) from error


def _write(request: Any, desk: rows.Desk, current: Passage, found: list[Document]) -> HttpResponse:
    """Save title and summary of a draft that rests on the sentence, unless somebody saved it meanwhile."""
    claims = [source.commitment for source in desk.decisions.claims.get(current.pk, ())]
    known = next((row for row in claims if row.reference == request.POST[WORDS] and row.state == State.DRAFT), None)
    if known is None:
        refusal = Refusal(DecisionForm(), errors=[_("This draft is no longer here: look at the sentence again.")])
        return _show(request, desk, current, found, refusal=refusal)
    with transaction.atomic():
        hold()
        commitment = Commitment.objects.select_for_update().get(pk=known.pk)
        conflict = guard.conflict(commitment, (), request.POST.get(guard.TOKEN))
        form = WordsForm(request.POST, instance=commitment, prefix=commitment.reference)
        if conflict is None and form.is_valid():
            with translation.override(Language.EN):
                commitment._history_user = request.user  # type: ignore[attr-defined]
                commitment._change_reason = "Review desk"  # type: ignore[attr-defined]
                bump()
                form.save()
            messages.success(request, _("%(names)s: words saved.") % {"names": commitment.reference})
            left = [row for row in desk.wordless if row != current]
            behind = [row for row in left if row.start > current.start]
            target = next(iter(behind or left), current)
            return HttpResponseRedirect(desk.address(target).replace("#current", "#words"))
    return _show(request, desk, current, found, words=(form, conflict))


def _show(
    request: HttpRequest,
    desk: rows.Desk,
    current: Passage | None,
    found: list[Document],
    *,
    may_decide: bool = True,
    refusal: Refusal | None = None,
    words: tuple[WordsForm, guard.Conflict | None] | None = None,
) -> HttpResponse:
    last = next((row for row in desk.passages if row.start == _number(request.GET.get("last"))), None)
    context = {
        **_frame(request, desk.report),
        "document": desk.document,
        "documents": found,
        "progress": desk.progress,
        "next_undecided": _address_of(desk, desk.next_undecided(current)),
        "next_wordless": _address_of(desk, next((row for row in desk.wordless if row != current), None), "#words"),
        "last": _address_of(desk, last),
        "sections": desk.sections(current),
        "elsewhere": desk.proposed_elsewhere(current),
        "keys": KEYS,
        "refusal": refusal,
        "may_decide": may_decide,
        **(_of(desk, current, refusal, words) if current is not None else {}),
    }
    is_refused = refusal is not None or words is not None
    return TemplateResponse(request, "admin/review/desk.html", context, status=409 if is_refused else 200)


def _of(
    desk: rows.Desk,
    current: Passage,
    refusal: Refusal | None,
    words: tuple[WordsForm, guard.Conflict | None] | None,
) -> dict[str, Any]:
    """Return what the page shows of the sentence that is worked on."""
    proposal = desk.proposals.get(current.start)
    before, behind = desk.neighbours(current)
    following = desk.following(current)
    claims = [source.commitment for source in desk.decisions.claims.get(current.pk, ())]
    is_promise = current.section.role == SectionRole.PROMISES
    rows_of_list = desk.promises if is_promise else desk.elsewhere
    form = refusal.form if refusal is not None else DecisionForm()
    printed = " ".join(desk.document.text[current.start : current.end].split())
    return {
        "current": current,
        "is_promise": is_promise,
        "number": rows_of_list.index(current) + 1 if current in rows_of_list else None,
        "count": len(rows_of_list),
        "state": desk.state_of(current),
        "state_words": desk.words_of(current),
        "is_decided": desk.decisions.is_decided(current),
        "segments": rows.segments(desk.document, current, proposal),
        "facts": rows.facts(proposal, desk.document.language) if proposal is not None else [],
        "is_proposed": proposal is not None and rows.proposing.is_proposed(proposal),
        "before": before,
        "behind": behind,
        "following": following,
        "seen": desk.decisions.mark(current),
        "seen_following": desk.decisions.mark(following) if following is not None else "",
        "form": form,
        "parts": form["parts"].value() or printed,
        "can_split": bool(printed),
        "reasons": [(number, reason) for number, reason in enumerate(REASONS, start=1)],
        "claims": _claims(claims, words),
        "exclusion": desk.decisions.exclusions.get(current.pk),
        "questions": desk.decisions.questions.get(current.pk, ()),
        "previous": _address_of(desk, desk.beside(current, -1)),
        "next": _address_of(desk, desk.beside(current, 1)),
    }


def _claims(
    claims: list[Commitment], words: tuple[WordsForm, guard.Conflict | None] | None
) -> list[tuple[Commitment, str, WordsForm | None, str, guard.Conflict | None]]:
    """Return each commitment with who made it, the form for a draft's words, its token, and what others saved."""
    by = rows.deciders(claims) if claims else {}
    found = []
    for row in claims:
        form, conflict = None, None
        if row.state == State.DRAFT:
            form = WordsForm(instance=row, prefix=row.reference)
            if words is not None and words[0].instance.pk == row.pk:
                form, conflict = words
        found.append((row, by.get(row.pk, "—"), form, guard.token(row, ()), conflict))
    return found


def _address_of(desk: rows.Desk, passage: Passage | None, fragment: str = "#current") -> str:
    return desk.address(passage).replace("#current", fragment) if passage is not None else ""


def _frame(request: HttpRequest, report: Report) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "title": _("Review the report of %(year)s") % {"year": report.year},
        "opts": Report._meta,
        "report": report,
        "report_address": reverse("admin:reports_report_change", args=[report.pk]),
        "may_publish": may_publish(request),
    }


def _is_public(document: Document) -> bool:
    return document.state == State.PUBLISHED and document.report is not None and document.report.state != State.DRAFT


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


app_name = "review"
urlpatterns = [path("<int:year>/", admin.site.admin_view(desk_view), name="desk")]
