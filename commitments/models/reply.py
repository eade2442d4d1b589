"""What a country answers to a verdict."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models.append_only import AppendOnly
from commitments.models.assessment import Assessment
from commitments.querysets import ReplyQuerySet
from reports.choices import Country, Language


class Reply(AppendOnly):
    """The words of one side about one verdict, shown beside it. It changes no axis.

    The text stands as it was given, in its own language; the note tells in our words how it reached us.
    """

    key_letter: ClassVar[str] = "R"
    base_key_path: ClassVar[str] = "assessment__commitment__reference"

    assessment = models.ForeignKey(
        Assessment,
        models.PROTECT,
        related_name="replies",
        verbose_name=_("assessment"),
        help_text=_("The verdict that it answers."),
    )
    side = models.CharField(_("side"), max_length=2, choices=Country, help_text=_("The country that replies."))
    author = models.CharField(_("author"), max_length=200, help_text=_("Who signs it: name or office."))
    replied_on = models.DateField(_("replied on"), help_text=_("The date of the reply."))
    text = models.TextField(_("text"), help_text=_("The reply, word for word."))
    language = models.CharField(
        _("language"), max_length=2, choices=Language, help_text=_("The language in which it is written.")
    )
    address = models.URLField(
        _("address"), max_length=500, blank=True, help_text=_("Where it is published; empty if nowhere.")
    )
    note = models.TextField(_("note"), help_text=_("How it was received, in our own words."))

    objects = ReplyQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["assessment", "replied_on", "pk"]

    @property
    def key_subject(self) -> models.Model:
        """The commitment that the key belongs to."""
        return self.assessment.commitment

    @property
    def base_key(self) -> str:
        """The commitment's reference."""
        return self.assessment.commitment.reference
