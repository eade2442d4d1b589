"""Threads: how has a line of work moved over the years?"""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from commitments.choices import Badge
from commitments.filters import ThreadFilterSet
from commitments.models import Commitment
from commitments.presentation.badges import Shown
from commitments.presentation.filter_words import say
from commitments.presentation.lanes import draw
from commitments.presentation.map import reports_by
from commitments.presentation.threads import Thread, beside, read_threads, running, ties
from commitments.presentation.vocabulary import axis_words
from commitments.views.base import AsOfMixin, AsOfQuery
from reports.templatetags.pages import listed, longdate, periods
from reports.views import NotHere, PageQuery
from reports.views.base import cleaned, refuse_others

SHOWN = ("q", "group", "report", "theme")


class ThreadQuery(AsOfQuery, PageQuery):
    """The days of which the list speaks, and its page."""


class ThreadListView(AsOfMixin, TemplateView):
    """The threads that run on beyond one report."""

    template_name = "commitments/thread_list.html"
    nav = "threads"
    per_page = 30

    def read_query(self) -> dict[str, Any]:
        """Read days, page and filter. Raises BadQuery for an unknown parameter or a bad value."""
        self.filterset = ThreadFilterSet(self.request.GET, request=self.request)
        form = ThreadQuery(self.request.GET)
        refuse_others(self.request.GET, self.filterset.form, form)
        cleaned(self.filterset.form)
        query = cleaned(form)
        self.set_days(query["as_of"], query["known_at"])
        return query

    def get_twin(self) -> str:
        """Return the same list in the API."""
        asked = [(name, value) for name, value in self.asked() if name != "page"]
        return reverse("api:thread-list") + ("?" + urlencode(asked) if asked else "")

    def asked(self) -> list[tuple[str, str]]:
        """Return the parameters that say something."""
        return [(name, value) for name, values in self.request.GET.lists() for value in values if value]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find the threads, and draw those of the page."""
        reports = reports_by(self.at)
        tied = ties(self.at, self.known_at)
        statements = self.filterset.filter_queryset(Commitment.objects.published(self.at)).values_list("pk", flat=True)
        paginator = Paginator(running(statements, tied, self.at, self.known_at), self.per_page)
        number = self.query["page"] or 1
        if number > paginator.num_pages:
            raise NotHere(_("There is no page %(number)s.") % {"number": number})
        page = paginator.page(number)
        threads = read_threads(page.object_list, tied, self.at, self.known_at, reports, names=("badge",))
        form = self.filterset.form
        for field in form.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = _("any")
        kept = [(name, value) for name, value in self.asked() if name not in ("page", *SHOWN)]
        return super().get_context_data(
            reports=reports,
            paginator=paginator,
            threads=[(thread, draw(thread, reports)) for thread in threads],
            tied_count=sum(1 for first in paginator.object_list if first in tied.members),
            fields=[form[name] for name in SHOWN],
            phrases=say(self.filterset),
            kept=kept,
            pages=[(one, self.page_address(one)) for one in paginator.page_range] if paginator.num_pages > 1 else [],
            number=number,
            **kwargs,
        )

    def page_address(self, number: int) -> str:
        """Return the address of another page of this list."""
        kept = [(name, value) for name, value in self.asked() if name != "page"]
        return "?" + urlencode([*kept, *([("page", number)] if number > 1 else [])])


class ThreadView(AsOfMixin, TemplateView):
    """One thread, a column for each report, and what was printed beside it on the same subject."""

    template_name = "commitments/thread.html"
    nav = "threads"
    twin = "thread-detail"

    def get_twin(self) -> str:
        """Return the same thread in the API, as of the same days."""
        days = urlencode(self.days_asked())
        return super().get_twin() + (f"?{days}" if days else "")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the thread; a later statement of it leads to its oldest."""
        statement = Commitment.objects.published().filter(reference=kwargs["reference"]).first()
        if statement is None:
            raise Http404
        if statement.promised_on > self.at:
            raise NotHere(_("On %(day)s this had not been promised yet.") % {"day": longdate(self.at)})
        self.tied = ties(self.at, self.known_at)
        self.first = self.tied.thread_of(statement.pk)
        if self.first != statement.pk:
            oldest = Commitment.objects.get(pk=self.first)
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return HttpResponseRedirect(reverse("commitments:thread", args=[oldest.reference]) + query)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Arrange the thread and those beside it."""
        reports = reports_by(self.at)
        (thread,) = read_threads([self.first], self.tied, self.at, self.known_at, reports)
        near = beside(thread, self.tied, self.at)
        others = read_threads(near, self.tied, self.at, self.known_at, reports)
        drawn = [
            one for one in reports if any(one == column.report for part in (thread, *others) for column in part.columns)
        ]
        every = [row for part in (thread, *others) for row in part.statements]
        return super().get_context_data(
            thread=thread,
            others=others,
            reports=drawn,
            lanes=[(part, draw(part, drawn)) for part in (thread, *others)],
            finding=finding(thread, others),
            axes=[(row, axis_words(row)) for row in every],
            **kwargs,
        )


def finding(thread: Thread, others: list[Thread]) -> str:
    """Say in words what became of the statements of ``thread``, and of those beside it."""
    said = ngettext(
        "%(count)s statement, in the %(periods)s report.",
        "%(count)s statements, in the reports of %(periods)s.",
        len(thread.statements),
    ) % {"count": len(thread.statements), "periods": listed(periods(thread.reports))}
    became = ngettext("What became of it: %(outcomes)s.", "What became of them: %(outcomes)s.", len(thread.statements))
    said += " " + became % {"outcomes": _outcomes(thread.statements)}
    beside_it = [row for part in others for row in part.statements]
    if beside_it:
        said += " " + ngettext(
            "Beside it stands %(count)s more on the same subject: %(outcomes)s.",
            "Beside it stand %(count)s more on the same subject: %(outcomes)s.",
            len(beside_it),
        ) % {"count": len(beside_it), "outcomes": _outcomes(beside_it)}
    return said


def _outcomes(statements: list[Shown]) -> str:
    counts = Counter((list(Badge).index(row.badge_words.badge), row.badge_words.words) for row in statements)
    if len(statements) == 1:
        return next(iter(counts))[1]
    return ", ".join(f"{number} × {words}" for (_rank, words), number in sorted(counts.items()))
