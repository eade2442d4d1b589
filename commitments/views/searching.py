"""Search: where is this word?"""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from commitments.search import KINDS, PASSAGE, Found, search
from reports.models import Passage
from reports.searching import searched_words
from reports.views import NotHere, PageMixin, PageQuery, WordsQuery


class SearchQuery(WordsQuery, PageQuery):
    """The words; one kind of results alone, and its page."""

    type = forms.ChoiceField(
        label=gettext_lazy("Kind of result"),
        required=False,
        choices=[("", gettext_lazy("All kinds")), *((name, kind.label) for name, kind in KINDS.items())],
    )


class SearchView(PageMixin, TemplateView):
    """The best results of each kind; of one kind, all of them."""

    template_name = "commitments/search.html"
    query_form_class = SearchQuery
    nav = "search"
    best = 5
    per_page = 50

    def get_twin(self) -> str:
        """Return the same search in the API."""
        asked = [(name, self.query[name]) for name in ("q", "type") if self.query[name]]
        return f"{reverse('api:search')}?{urlencode(asked)}" if searched_words(self.query["q"]) else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Search. Raises NotHere past the last page."""
        words, kind = self.query["q"], self.query["type"]
        found = search(words, kind)
        is_paged = bool(kind or self.query["page"])
        return super().get_context_data(
            form=SearchQuery(self.request.GET),
            words=words,
            has_words=bool(searched_words(words)),
            total=len(found),
            kind=KINDS.get(kind),
            all_kinds=urlencode({"q": words}),
            groups=[] if is_paged else [(*group, self.address(group[0])) for group in found.groups(self.best)],
            lacks_texts=PASSAGE in found.counts and not Passage.objects.published().imported().exists(),
            **(self.page(found) if is_paged else {}),
            **kwargs,
        )

    def address(self, kind: Any) -> str:
        """Return the address of all results of a kind."""
        if kind.list_page:
            return f"{reverse(kind.list_page)}?{urlencode({'q': self.query['q']})}"
        return self.with_(type=kind.name)

    def with_(self, **changes: Any) -> str:
        """Return the address of this search with some parameters changed; it starts on its first page."""
        asked = {"q": self.query["q"], "type": self.query["type"], **changes}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def page(self, found: Found) -> dict[str, Any]:
        """Return the results of the page asked for. Raises NotHere past the last."""
        paginator = Paginator(found, self.per_page)
        number = self.query["page"] or 1
        if number > paginator.num_pages:
            raise NotHere(_("There is no page %(number)s.") % {"number": number})
        return {
            "hits": paginator.page(number).object_list,
            "number": number,
            "pages": [(one, self.with_(page=one if one > 1 else None)) for one in paginator.page_range],
        }
