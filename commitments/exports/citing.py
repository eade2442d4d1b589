"""How a commitment, a thread or a release is cited: as text, and as CSL-JSON for reference managers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commitments.models import Release
from reports.templatetags.pages import longdate

CSL = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True)
class Citation:
    """What is cited: its public name, type in CSL, title, address, the state that is meant, and further CSL keys."""

    name: str
    type: str
    title: str
    address: str
    stated_on: date | None
    read_on: date | None
    language: str
    note: str = ""
    version: str = ""

    def text(self) -> str:
        """Return it in one line."""
        said = [f"{_('CMP commitments')}. {self.title}. {self.name}."]
        if self.note:
            said.append(f"{self.note}.")
        if self.stated_on:
            said.append(_("State of %(day)s.") % {"day": longdate(self.stated_on)})
        said.append(self.address)
        if self.read_on:
            said.append(_("(read on %(day)s)") % {"day": longdate(self.read_on)})
        return " ".join(said)

    def csl(self) -> list[dict[str, Any]]:
        """Return it as CSL-JSON: a list of one item."""
        item: dict[str, Any] = {
            "id": self.name,
            "type": self.type,
            "title": self.title,
            "author": [{"literal": _("CMP commitments")}],
            "publisher": _("CMP commitments"),
            "number": self.name,
            "URL": self.address,
            "language": self.language,
        }
        if self.type == "entry":
            item["container-title"] = _("CMP commitments")
        if self.version:
            item["version"] = self.version
        if self.note:
            item["note"] = self.note
        if self.stated_on:
            item["issued"] = _parts(self.stated_on)
        if self.read_on:
            item["accessed"] = _parts(self.read_on)
        return [item]


def cite_commitment(
    commitment: Any, words: str, address: str, stated_on: date | None, read_on: date, language: str
) -> Citation:
    """Cite ``commitment`` with the ``words`` of its badge on the day ``read_on``."""
    note = _("Printed in the %(period)s report of the Canada–Mexico Partnership; status: %(words)s") % {
        "period": commitment.report.period,
        "words": words,
    }
    return Citation(commitment.reference, "entry", commitment.title, address, stated_on, read_on, language, note)


def cite_thread(oldest: Any, address: str, stated_on: date | None, read_on: date, language: str) -> Citation:
    """Cite the thread whose ``oldest`` statement names it."""
    title = _("Thread: %(title)s") % {"title": oldest.title}
    return Citation(oldest.reference, "entry", title, address, stated_on, read_on, language)


def cite_release(release: Release, address: str, language: str) -> Citation:
    """Cite ``release``: it never changes, so the day of reading does not matter."""
    title = _("Commitments of the Canada–Mexico Partnership: data package")
    frozen_on = release.frozen_at.date()
    return Citation(release.name, "dataset", title, address, frozen_on, None, language, version=release.name)


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
