"""Which working group a printed name means: by the words of its topic, in whatever language and order they stand."""

from __future__ import annotations

import re

from reports.choices import Language
from reports.folding import fold
from reports.models import GroupName, Report, WorkingGroup
from reports.reading.language import languages, load

_WORD = re.compile(r"\w+")
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011](?=\w)")

Topic = frozenset[str]


def _idle_words() -> frozenset[str]:
    """The words of any language that say nothing of a topic: articles, prepositions, "working group"."""
    return frozenset(
        fold(word)
        for code in languages()
        for word in (*load(code).get("stop_words", ()), *load(code)["group"]["common"])
    )


class GroupNames:
    """The names of the groups held here; those of one report count before those of others."""

    def __init__(self, report: Report | None) -> None:
        self.idle = _idle_words()
        self.groups: dict[str, WorkingGroup] = {group.code: group for group in WorkingGroup.objects.order_by("code")}
        by_key = {group.pk: group for group in self.groups.values()}
        self.own: dict[Topic, WorkingGroup] = {}
        self.others: dict[Topic, WorkingGroup] = {}
        for group in self.groups.values():
            for language in Language.values:
                self._add(self.others, getattr(group, f"name_{language}"), group)
        for printed in GroupName.objects.order_by("report__year", "pk"):
            is_own = report is not None and printed.report_id == report.pk
            self._add(self.own if is_own else self.others, printed.name, by_key[printed.group_id])

    def find(self, name: str) -> WorkingGroup | None:
        """Return the working group that ``name`` means, None where it is not known."""
        topic = self._topic(name)
        return self.own.get(topic) or self.others.get(topic)

    def subgroup(self, parent: WorkingGroup, name: str | None) -> WorkingGroup | None:
        """Return the subgroup or committee of ``parent`` that ``name`` means."""
        group = self.find(name) if name else None
        return group if group is not None and group.parent_id == parent.pk else None

    def by_code(self, code: str) -> WorkingGroup | None:
        """Return the group with ``code``."""
        return self.groups.get(code)

    def _topic(self, name: str) -> Topic:
        return frozenset(_WORD.findall(_HYPHEN.sub("", fold(name)))) - self.idle

    def _add(self, table: dict[Topic, WorkingGroup], name: str | None, group: WorkingGroup) -> None:
        topic = self._topic(name or "")
        if topic and (topic not in table or group.parent_id is None):  # a group before a committee of the same topic
            table[topic] = group
