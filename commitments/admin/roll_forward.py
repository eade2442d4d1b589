"""The roll-forward desk: what a new report says of each commitment that was open before it, decided one by one.

Pages: the desk of a report, one open commitment with its suggestions and decisions, one group with what
is decided for all that remain in it. Everything is written by :mod:`commitments.desk.rolling`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.admin import roll_forward_rows as rows
from commitments.admin.permissions import may_publish
from commitments.admin.roll_forward_forms import AnswerForm, ForwardForm, GroupSilenceForm, SilenceForm, WordsForm
from commitments.choices import Basis, LinkKind, Says
from commitments.desk import rolling
from commitments.models import Commitment
from reports.choices import GroupReportStatus, State
from reports.models import GroupReport, Report, WorkingGroup

SEEN, DECIDE, STAY, TAKE_BACK = "seen", "decide", "_stay", "take_back"
NOT_MENTIONED, GROUP_SILENT = "not_mentioned", "group_silent"


# What the keys of a commitment's page press (``data-key`` in its template).
KEYS = (
    ("1 – 5", gettext_lazy("Record what this passage says")),
    ("n", gettext_lazy("Not mentioned")),
    ("l", gettext_lazy("Link to a commitment of this report")),
    ("g", gettext_lazy("Decide for its whole group")),
    ("u", gettext_lazy("Take back the last decision")),
    ("j", gettext_lazy("Next undecided")),
)


# The desk


def desk_view(request: HttpRequest, year: int) -> HttpResponse:
    """Show every commitment that was open before the report, by group, with its decisions or best suggestions."""
    report = _report(request, year)
    desk = rows.Desk(report)
    progress = desk.progress()
    context = {
        "title": _("Roll forward to the report of %(year)s") % {"year": year},
        "groups": desk.groups(),
        **_progress(report, progress),
    }
    return TemplateResponse(request, "admin/roll_forward/desk.html", {**_frame(request, report), **context})


# One commitment


def commitment_view(request: HttpRequest, year: int, reference: str) -> HttpResponse:
    """Show one open commitment beside what may answer it; take a decision, or take one back."""
    report = _report(request, year)
    commitment = get_object_or_404(
        rows.described(Commitment.objects.published(), report), reference=reference, report__year__lt=year
    )
    newer = list(Commitment.objects.filter(report=report).exclude(state=State.WITHDRAWN).order_by("reference"))
    unsaved: WordsForm | None = None
    overtaken, errors = False, []
    status = 200
    if request.method == "POST":
        unsaved = _form(request, report, newer)
        try:
            if answer := _decide(request, report, commitment, unsaved):
                return answer
        except rolling.Overtaken:
            overtaken, status = True, 409
        except ValidationError as error:
            errors = _told(error)
        if unsaved is not None:
            unsaved.auto_id = "unsaved_%s"  # the same fields stand further down once more
    desk = rows.Desk(report)
    suggested, why_none = rows.suggested_rows(report, commitment, newer)
    context = {
        "title": f"{commitment.reference} {commitment.title}",
        "commitment": commitment,
        "is_open": desk.is_open(commitment),
        "is_decided": desk.is_decided(commitment),
        "primary": next(iter(commitment.primaries), None),
        "last_word": next(iter(commitment.words_of_sources), None),
        "decisions": desk.decisions(commitment),
        "silence": desk.standing.silence_of(commitment.working_group_id),
        "seen": desk.standing.mark(commitment),
        "suggested": suggested,
        "unlikely": [one for one in suggested if not one.is_worth_a_look],
        "why_none": why_none,
        "forward": ForwardForm(newer=newer, prefix="f0", initial={"basis": Basis.STRONG, "kind": LinkKind.CONTINUES}),
        "has_newer": bool(newer),
        "not_mentioned": SilenceForm(report=report, prefix="n"),
        "unsaved": unsaved,
        "unsaved_name": request.POST.get(DECIDE, ""),
        "overtaken": overtaken,
        "errors": errors,
        "code": rows.code_of(commitment),
        "keys": KEYS,
        "other_address": f"{reverse('admin:commitments_update_add')}?commitment={commitment.pk}",
        **_progress(report, desk.progress(after=commitment.reference)),
    }
    return TemplateResponse(
        request, "admin/roll_forward/commitment.html", {**_frame(request, report), **context}, status=status
    )


def _form(request: HttpRequest, report: Report, newer: list[Commitment]) -> WordsForm | None:
    """Return the form that was sent, by the prefix that its button names; None for a decision without one."""
    prefix = request.POST.get(DECIDE, "")
    if prefix.startswith("s"):
        return AnswerForm(request.POST, report=report, prefix=prefix)
    if prefix.startswith("f"):
        return ForwardForm(request.POST, newer=newer, prefix=prefix)
    if prefix == "n":
        return SilenceForm(data=request.POST, report=report, prefix=prefix)
    return None


def _decide(
    request: Any, report: Report, commitment: Commitment, form: WordsForm | None
) -> HttpResponseRedirect | None:
    """Let the verb of the form write; None where the form has errors. Raises ValidationError or Overtaken."""
    if TAKE_BACK in request.POST:
        return _take_back(request, report, commitment)
    if form is None or not form.is_valid():
        return None
    values, seen, by = form.cleaned_data, request.POST.get(SEEN, ""), request.user
    with transaction.atomic():
        row: rolling.Decision
        if isinstance(form, AnswerForm):
            row = rolling.record_answer(
                commitment,
                passage=values["passage"],
                says=Says(values["says"]),
                basis=Basis(values["basis"]),
                effective_on=values["effective_on"],
                note=form.own_words(),
                seen=seen,
                by=by,
            )
        elif isinstance(form, ForwardForm):
            row = rolling.link_forward(
                commitment,
                values["newer"],
                kind=LinkKind(values["kind"]),
                basis=Basis(values["basis"]),
                rationale=form.own_words(),
                seen=seen,
                by=by,
                **{name: values[name] for name in ("scope_change", "strength_change", "date_change")},
            )
        else:
            [row] = rolling.say_not_mentioned(
                [commitment], report=report, note=form.own_words(), seen={commitment.reference: seen}, by=by
            )
        _log(request, row)
    here = _address(report, commitment.reference)
    told = format_html(
        _("{key} was recorded: {what}. {link}"),
        key=row.key,
        what=rows.recorded(row).words,
        link=format_html('<a href="{}">{}</a>', here, _("Look at it or undo it")),
    )
    messages.success(request, told)
    progress = rows.Desk(report).progress(after=commitment.reference)
    if STAY in request.POST or progress.next_reference is None:
        return HttpResponseRedirect(here if STAY in request.POST else _address(report))
    return HttpResponseRedirect(_address(report, progress.next_reference))


def _take_back(request: Any, report: Report, commitment: Commitment) -> HttpResponseRedirect:
    key = request.POST[TAKE_BACK]
    standing = rolling.outcomes(report, [commitment])
    row = next((row for row in standing.of(commitment) if row.key == key), None)
    if row is None:
        raise rolling.Overtaken([commitment])
    with transaction.atomic():
        withdrawal = rolling.take_back(row, by=request.user)
        _log(request, withdrawal)
    messages.success(request, _("%(key)s was taken back by %(new)s.") % {"key": key, "new": withdrawal.key})
    return HttpResponseRedirect(_address(report, commitment.reference))


# One group


def group_view(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Decide for all that remain in a group: not mentioned, one row each; or that the group did not report."""
    report = _report(request, year)
    group = None if code == rows.PARTNERSHIP else get_object_or_404(WorkingGroup, code=code)
    not_mentioned, silence = SilenceForm(report=report, prefix="n"), GroupSilenceForm(report=report, prefix="g")
    overtaken: tuple[Commitment, ...] = ()
    is_overtaken, errors, status = False, [], 200
    if request.method == "POST":
        try:
            if request.POST.get(DECIDE) == NOT_MENTIONED:
                not_mentioned = SilenceForm(data=request.POST, report=report, prefix="n")
                answer = _all_not_mentioned(request, report, not_mentioned)
            elif request.POST.get(DECIDE) == GROUP_SILENT and group is not None:
                silence = GroupSilenceForm(data=request.POST, report=report, prefix="g")
                answer = _group_silent(request, report, group, silence)
            else:
                answer = _group_speaks(request, report, group)
            if answer is not None:
                return answer
        except rolling.Overtaken as meanwhile:
            is_overtaken, overtaken, status = True, meanwhile.commitments, 409
        except ValidationError as error:
            errors = _told(error)
    desk = rows.Desk(report)
    found = next(iter(desk.groups(code)), None)
    reporting = rolling.reporting(group, report) if group else []
    context = {
        "title": _("%(group)s in the report of %(year)s") % {"group": group or _("The partnership"), "year": year},
        "group": group,
        "code": code,
        "found": found,
        "left": [(row, desk.standing.mark(row.commitment)) for row in (found.left if found else [])],
        "silence": desk.standing.silence_of(group.pk if group else None),
        "may_be_silent": group is not None and not reporting,
        "reporting": reporting,
        "not_mentioned_form": not_mentioned,
        "silence_form": silence,
        "is_overtaken": is_overtaken,
        "overtaken": [(row, desk.decisions(row)) for row in overtaken],
        "errors": errors,
        "may_take_back": report.state == State.DRAFT,
        **_progress(report, desk.progress(), desk.progress(code=code)),
    }
    return TemplateResponse(
        request, "admin/roll_forward/group.html", {**_frame(request, report), **context}, status=status
    )


def _all_not_mentioned(request: Any, report: Report, form: SilenceForm) -> HttpResponseRedirect | None:
    if not form.is_valid():
        return None
    chosen = request.POST.getlist("commitment")
    if not chosen:
        raise ValidationError(_("Choose at least one commitment."))
    commitments = list(
        Commitment.objects.published().filter(reference__in=chosen, report__year__lt=report.year).order_by("reference")
    )
    seen = {reference: request.POST.get(f"{SEEN}-{reference}", "") for reference in chosen}
    with transaction.atomic():
        recorded = rolling.say_not_mentioned(
            commitments, report=report, note=form.own_words(), seen=seen, by=request.user
        )
        for row in recorded:
            _log(request, row)
    told = ngettext(
        "%(count)s commitment was recorded as not mentioned.",
        "%(count)s commitments were recorded as not mentioned.",
        len(recorded),
    )
    messages.success(request, told % {"count": len(recorded)})
    return HttpResponseRedirect(_address(report))


def _group_silent(
    request: Any, report: Report, group: WorkingGroup, form: GroupSilenceForm
) -> HttpResponseRedirect | None:
    if not form.is_valid():
        return None
    status = GroupReportStatus(form.cleaned_data["status"])
    with transaction.atomic():
        row = rolling.say_group_silent(group, report=report, status=status, note=form.own_words(), by=request.user)
        admin.site.get_model_admin(GroupReport).log_addition(request, row, _("Recorded at the roll-forward desk"))
    messages.success(request, _("%(group)s: recorded that it did not report.") % {"group": group})
    return HttpResponseRedirect(_address(report))


def _group_speaks(request: Any, report: Report, group: WorkingGroup | None) -> HttpResponseRedirect:
    row = GroupReport.objects.filter(report=report, group=group, pk=_number(request.POST.get(TAKE_BACK))).first()
    if row is None:
        raise rolling.Overtaken
    with transaction.atomic():
        admin.site.get_model_admin(GroupReport).log_deletions(request, GroupReport.objects.filter(pk=row.pk))
        rolling.take_back_silence(row, by=request.user)
    messages.success(request, _("It is no longer recorded that the group did not report."))
    return HttpResponseRedirect(_address(report))


# What the pages share


def _report(request: HttpRequest, year: int) -> Report:
    """Return the report, for those who may follow up; a public report is for those who may publish."""
    if not request.user.has_perms(["commitments.add_update", "commitments.add_link", "reports.add_groupreport"]):
        raise PermissionDenied
    report = get_object_or_404(Report.objects.with_meeting(), year=year)
    if report.state != State.DRAFT and not may_publish(request):
        raise PermissionDenied
    return report


def _frame(request: HttpRequest, report: Report) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "opts": Report._meta,
        "report": report,
        "report_address": reverse("admin:reports_report_change", args=[report.pk]),
        "desk_address": _address(report),
    }


def _progress(report: Report, progress: rows.Progress, of_group: rows.Progress | None = None) -> dict[str, Any]:
    reference = progress.next_reference
    return {
        "progress": progress,
        "group_progress": of_group,
        "next_address": _address(report, reference) if reference else None,
    }


def _address(report: Report, reference: str | None = None) -> str:
    if reference is None:
        return reverse("roll_forward:desk", args=[report.year])
    return reverse("roll_forward:commitment", args=[report.year, reference])


def _log(request: HttpRequest, row: rolling.Decision) -> None:
    model_admin: Any = admin.site.get_model_admin(type(row))
    model_admin.log_addition(request, row, _("Recorded at the roll-forward desk"))


def _told(error: ValidationError) -> list[str]:
    return [str(message) for message in error.messages]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


app_name = "roll_forward"
urlpatterns = [
    path("<int:year>/", admin.site.admin_view(desk_view), name="desk"),
    path("<int:year>/groups/<str:code>/", admin.site.admin_view(group_view), name="group"),
    path("<int:year>/<str:reference>/", admin.site.admin_view(commitment_view), name="commitment"),
]
