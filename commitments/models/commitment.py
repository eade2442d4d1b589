"""Commitments: one for each promising sentence of one report, described in our own words."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.choices import Nature, SourceRole, Strength, Tag, WindowKind, WindowPrecision
from commitments.querysets import CommitmentQuerySet, OfCommitmentQuerySet
from reports.choices import Country, State
from reports.folding import fold


def acting(must_canada_act: bool, must_mexico_act: bool) -> list[str]:
    """Return the countries that must act, as codes, Canada first."""
    countries = ((Country.CA, must_canada_act), (Country.MX, must_mexico_act))
    return [country.value for country, must_act in countries if must_act]


REFERENCE = RegexValidator(r"^CMP-\d{4}-[A-Z]{2,4}-\d{2,3}$", _("A reference looks like CMP-2021-FOR-03."))


class Theme(models.Model):
    """A subject that runs across groups and years."""

    slug = models.SlugField(_("slug"), unique=True, help_text=_("Name in addresses: wildland-fire."))
    name = models.CharField(_("name"), max_length=120, help_text=_("Name of the theme."))

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Commitment(models.Model):
    """One thing that one report says will be done.

    Statements of different years stay separate records, tied by links. The descriptive fields are
    edited with their history kept; what became of a commitment is never written here.
    """

    reference = models.CharField(
        _("reference"),
        max_length=20,
        unique=True,
        validators=[REFERENCE],
        help_text=_("Public name, never reused: CMP-2021-FOR-03."),
    )
    report = models.ForeignKey(
        "reports.Report",
        models.PROTECT,
        related_name="+",
        verbose_name=_("report"),
        help_text=_("The report that prints it."),
    )
    working_group = models.ForeignKey(
        "reports.WorkingGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("working group"),
        help_text=_("The group whose chapter prints it; none for the partnership as a whole."),
    )
    joint_groups = models.ManyToManyField(
        "reports.WorkingGroup",
        blank=True,
        related_name="+",
        verbose_name=_("joint groups"),
        help_text=_("Other groups that carry it jointly."),
    )
    promised_on = models.DateField(
        _("promised on"), help_text=_("Last day of the meeting at which it was stated; nothing earlier is evidence.")
    )
    title = models.CharField(_("title"), max_length=120, help_text=_("Short title in our own words."))
    summary = models.TextField(_("summary"), help_text=_("One or two sentences in our own words: who, what, by when."))
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("theme"),
        help_text=_("Subject."),
    )
    strength = models.CharField(
        _("strength"), max_length=12, choices=Strength, help_text=_("How firmly the statement binds.")
    )
    nature = models.CharField(_("nature"), max_length=10, choices=Nature, help_text=_("Whether it can be finished."))
    condition = models.CharField(
        _("condition"),
        max_length=300,
        blank=True,
        help_text=_("On what it depends, in our own words; empty if on nothing."),
    )
    is_verifiable = models.BooleanField(
        _("is verifiable"), default=True, help_text=_("Whether a later reader can tell from evidence if it was done.")
    )
    proposer_party = models.CharField(
        _("proposing party"), max_length=2, choices=Country, blank=True, help_text=_("The country that proposed it.")
    )
    proposer_organization = models.ForeignKey(
        "reports.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposing institution"),
        help_text=_("The institution that proposed it."),
    )
    proposer_group = models.ForeignKey(
        "reports.WorkingGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposing group"),
        help_text=_("The group, or the national co-chairs, that proposed it."),
    )
    proposer_person = models.ForeignKey(
        "reports.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposing person"),
        help_text=_("The person who proposed it."),
    )
    must_canada_act = models.BooleanField(_("Canada must act"), help_text=_("Whether Canada has to act."))
    must_mexico_act = models.BooleanField(_("Mexico must act"), help_text=_("Whether Mexico has to act."))
    window_kind = models.CharField(
        _("kind of window"),
        max_length=10,
        choices=WindowKind,
        blank=True,
        help_text=_("Due: the words date the act. Horizon: a year that labels a plan and makes nothing overdue."),
    )
    window_text = models.CharField(
        _("window as printed"),
        max_length=120,
        blank=True,
        help_text=_("The dating words as printed; empty where none are."),
    )
    window_start = models.DateField(
        _("window start"), null=True, blank=True, help_text=_("First day meant; empty where only an end is printed.")
    )
    window_end = models.DateField(_("window end"), null=True, blank=True, help_text=_("Last day meant."))
    window_precision = models.CharField(
        _("window precision"),
        max_length=10,
        choices=WindowPrecision,
        default=WindowPrecision.NONE,
        help_text=_("How exactly the window is printed."),
    )
    window_reading = models.CharField(
        _("how the window was read"), max_length=250, blank=True, help_text=_("By which rule the words became dates.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, help_text=_("Publication state.")
    )
    withdrawal_reason = models.CharField(
        _("reason of withdrawal"), max_length=300, blank=True, help_text=_("Why it was withdrawn; shown to readers.")
    )
    search_text = models.TextField(
        _("search text"), editable=False, default="", help_text=_("Folded words that the search looks in.")
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["reference"]
        permissions = [("publish_commitment", "Can publish and withdraw commitments and what is recorded about them")]
        indexes = [
            models.Index(fields=["state", "report"], name="commitments_by_report"),
            models.Index(fields=["state", "reference"], name="commitments_in_order"),
            models.Index(fields=["window_end"], name="commitments_by_window"),
        ]
        constraints = [
            models.CheckConstraint(
                name="commitments_commitment_has_party",
                condition=Q(must_canada_act=True) | Q(must_mexico_act=True),
                violation_error_message=_("Say which country must act: Canada, Mexico or both."),
            ),
            models.CheckConstraint(
                name="commitments_commitment_window_in_order",
                condition=Q(window_start=None) | Q(window_end=None) | Q(window_end__gte=F("window_start")),
                violation_error_message=_("The window cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="commitments_commitment_window_has_words",
                condition=~Q(window_text="") | Q(window_start=None, window_end=None, window_kind=""),
                violation_error_message=_("A window keeps the words that were printed."),
            ),
            models.CheckConstraint(
                name="commitments_commitment_window_has_kind",
                condition=Q(window_text="") | ~Q(window_kind=""),
                violation_error_message=_("Say whether the window is due or a horizon."),
            ),
            models.CheckConstraint(
                name="commitments_commitment_withdrawn_with_reason",
                condition=~Q(state=State.WITHDRAWN) | ~Q(withdrawal_reason=""),
                violation_error_message=_("Say why the commitment is withdrawn; readers are shown the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the folded search text brought up to date."""
        words = [self.reference]
        for language in ("en", "fr", "es"):
            words += [getattr(self, f"title_{language}") or "", getattr(self, f"summary_{language}") or ""]
        self.search_text = fold(" ".join(words))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of the commitment's page."""
        return reverse("commitments:detail", args=[self.reference])

    @property
    def parties(self) -> list[str]:
        """The countries that must act, as codes, Canada first."""
        return acting(self.must_canada_act, self.must_mexico_act)


class CommitmentSource(models.Model):
    """A passage that a commitment rests on; exactly one is primary."""

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="sources",
        verbose_name=_("commitment"),
        help_text=_("The commitment it supports."),
    )
    passage = models.ForeignKey(
        "reports.Passage",
        models.PROTECT,
        related_name="+",
        verbose_name=_("passage"),
        help_text=_("The printed sentence."),
    )
    role = models.CharField(_("role"), max_length=10, choices=SourceRole, help_text=_("What the passage is to it."))
    is_primary = models.BooleanField(_("is primary"), default=False, help_text=_("Whether this is the promise itself."))
    start = models.PositiveIntegerField(
        _("start"), null=True, blank=True, help_text=_("Where its part starts; empty for the whole passage.")
    )
    end = models.PositiveIntegerField(
        _("end"), null=True, blank=True, help_text=_("Where its part ends; empty for the whole passage.")
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["commitment", "-is_primary", "passage"]
        constraints = [
            models.UniqueConstraint(
                name="commitments_commitmentsource_unique",
                fields=["commitment", "passage"],
                violation_error_message=_("The commitment already cites this passage."),
            ),
            models.UniqueConstraint(
                name="commitments_commitmentsource_one_primary",
                fields=["commitment"],
                condition=Q(is_primary=True),
                violation_error_message=_("A commitment has one primary source."),
            ),
            models.CheckConstraint(
                name="commitments_commitmentsource_primary_promises",
                condition=Q(is_primary=False) | Q(role=SourceRole.PROMISE),
                violation_error_message=_("The primary source is the promise itself."),
            ),
            models.CheckConstraint(
                name="commitments_commitmentsource_part_in_order",
                condition=Q(start=None, end=None) | Q(end__gt=F("start")),
                violation_error_message=_("A part of a passage has a start and an end behind it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.role}"


class Deliverable(models.Model):
    """One of the things that a commitment will bring about."""

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="deliverables",
        verbose_name=_("commitment"),
        help_text=_("The commitment it belongs to."),
    )
    order = models.PositiveSmallIntegerField(_("order"), help_text=_("Place in the list, from 1."))
    text = models.CharField(_("text"), max_length=200, help_text=_("What is delivered, in our own words."))

    objects = OfCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["commitment", "order"]
        constraints = [
            models.UniqueConstraint(
                name="commitments_deliverable_unique_order",
                fields=["commitment", "order"],
                violation_error_message=_("Another deliverable of this commitment has this place."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class CommitmentTag(models.Model):
    """A cross-cutting concern of a commitment."""

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="tags",
        verbose_name=_("commitment"),
        help_text=_("The commitment."),
    )
    tag = models.CharField(_("tag"), max_length=20, choices=Tag, help_text=_("The cross-cutting concern."))

    class Meta:
        verbose_name = _("cross-cutting tag")
        verbose_name_plural = _("cross-cutting tags")
        ordering = ["commitment", "tag"]
        constraints = [
            models.UniqueConstraint(
                name="commitments_commitmenttag_unique",
                fields=["commitment", "tag"],
                violation_error_message=_("The commitment already has this tag."),
            ),
        ]

    def __str__(self) -> str:
        return self.tag
