"""The directory as printed: working groups, institutions and people, their names and successions."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports import querysets
from reports.choices import (
    AppointmentRole,
    Country,
    GroupKind,
    Language,
    NameKind,
    OrganizationCountry,
    Sector,
    SuccessionBasis,
    SuccessionKind,
)
from reports.models.report import Document, Report
from reports.models.text import Passage


class WorkingGroup(models.Model):
    """A working group, one of its subgroups or technical committees."""

    code = models.CharField(_("code"), max_length=10, unique=True, help_text=_("Short code used in references: FOR."))
    slug = models.SlugField(_("slug"), unique=True, help_text=_("Name in addresses: forestry."))
    kind = models.CharField(_("kind"), max_length=20, choices=GroupKind, help_text=_("What kind of body it is."))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
        help_text=_("The working group that a subgroup or committee belongs to."),
    )
    name = models.CharField(_("name"), max_length=150, help_text=_("Short current name."))

    objects = querysets.GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="reports_workinggroup_parent_by_kind",
                condition=Q(kind=GroupKind.GROUP, parent=None) | (~Q(kind=GroupKind.GROUP) & Q(parent__isnull=False)),
                violation_error_message=_("A subgroup or committee has a parent, a working group has none."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the group's page."""
        return reverse("reports:group", args=[self.slug])


class GroupName(models.Model):
    """The name of a group as one report prints it."""

    group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        related_name="names",
        verbose_name=_("group"),
        help_text=_("The group so named."),
    )
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        related_name="group_names",
        verbose_name=_("report"),
        help_text=_("The report that prints the name."),
    )
    language = models.CharField(_("language"), max_length=2, choices=Language, help_text=_("Language of the name."))
    name = models.CharField(_("name"), max_length=200, help_text=_("The name as printed."))

    objects = querysets.OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed name of a group")
        verbose_name_plural = _("printed names of groups")
        ordering = ["report", "group", "language", "name"]
        constraints = [
            models.UniqueConstraint(
                name="reports_groupname_unique",
                fields=["group", "report", "language", "name"],
                violation_error_message=_("This printed name is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """An institution that acts, co-chairs or takes part."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True, help_text=_("Name in addresses: conafor."))
    name = models.CharField(_("name"), max_length=250, help_text=_("Official name."))
    acronym = models.CharField(_("acronym"), max_length=40, blank=True, help_text=_("Acronym where it uses one."))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
        help_text=_("The institution it is part of."),
    )
    country = models.CharField(
        _("country"), max_length=5, choices=OrganizationCountry, help_text=_("Where it belongs.")
    )
    sector = models.CharField(
        _("sector"), max_length=15, choices=Sector, help_text=_("What kind of institution it is.")
    )

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    def get_absolute_url(self) -> str:
        """Return the address of the institution's page."""
        return reverse("reports:organization", args=[self.slug])


class OrganizationName(models.Model):
    """A further name of an institution: alias, former name, acronym or misprint."""

    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="names",
        verbose_name=_("institution"),
        help_text=_("The institution so named."),
    )
    language = models.CharField(_("language"), max_length=2, choices=Language, help_text=_("Language of the name."))
    kind = models.CharField(_("kind"), max_length=10, choices=NameKind, help_text=_("What kind of name it is."))
    name = models.CharField(_("name"), max_length=250, help_text=_("The name as printed."))

    class Meta:
        verbose_name = _("further name of an institution")
        verbose_name_plural = _("further names of institutions")
        ordering = ["organization", "language", "name"]
        constraints = [
            models.UniqueConstraint(
                name="reports_organizationname_unique",
                fields=["organization", "language", "name"],
                violation_error_message=_("This name is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """How one body follows another, when, and on what the claim rests."""

    kind = models.CharField(_("kind"), max_length=10, choices=SuccessionKind, help_text=_("What happened."))
    earliest = models.PositiveSmallIntegerField(_("earliest"), help_text=_("First year in which it can have happened."))
    latest = models.PositiveSmallIntegerField(_("latest"), help_text=_("Last year in which it can have happened."))
    basis = models.CharField(
        _("basis"), max_length=20, choices=SuccessionBasis, help_text=_("Stated, inferred or general knowledge.")
    )
    note = models.TextField(_("note"), help_text=_("What is known, in our own words."))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_names_a_body",
                condition=Q(predecessor__isnull=False) | Q(successor__isnull=False),
                violation_error_message=_("A succession names a predecessor, a successor, or both."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_years_in_order",
                condition=Q(latest__gte=F("earliest")),
                violation_error_message=_("The latest year cannot lie before the earliest."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.latest}"


class GroupSuccession(Succession):
    """How one working group follows another."""

    predecessor = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="later_successions",
        verbose_name=_("predecessor"),
        help_text=_("The earlier group; none where it began."),
    )
    successor = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="earlier_successions",
        verbose_name=_("successor"),
        help_text=_("The later group; none where it ended."),
    )
    passages = models.ManyToManyField(
        Passage,
        blank=True,
        related_name="group_successions",
        verbose_name=_("passages"),
        help_text=_("Where it is stated."),
    )

    objects = querysets.CitingQuerySet.as_manager()

    class Meta(Succession.Meta):
        verbose_name = _("succession of groups")
        verbose_name_plural = _("successions of groups")
        ordering = ["latest", "pk"]


class OrganizationSuccession(Succession):
    """How one institution follows another."""

    predecessor = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="later_successions",
        verbose_name=_("predecessor"),
        help_text=_("The earlier institution; none where it began."),
    )
    successor = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="earlier_successions",
        verbose_name=_("successor"),
        help_text=_("The later institution; none where it ended."),
    )
    passages = models.ManyToManyField(
        Passage,
        blank=True,
        related_name="organization_successions",
        verbose_name=_("passages"),
        help_text=_("Where it is stated."),
    )

    objects = querysets.CitingQuerySet.as_manager()

    class Meta(Succession.Meta):
        verbose_name = _("succession of institutions")
        verbose_name_plural = _("successions of institutions")
        ordering = ["latest", "pk"]


class Person(models.Model):
    """A person named in a report."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True, help_text=_("Name in addresses: briegel-ortiz."))
    name = models.CharField(_("name"), max_length=150, help_text=_("Name in its fullest printed form."))

    objects = querysets.PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the person's page."""
        return reverse("reports:person", args=[self.slug])


class Appointment(models.Model):
    """A person in an office, as one report prints it."""

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("person"),
        help_text=_("Who held the office."),
    )
    role = models.CharField(_("role"), max_length=20, choices=AppointmentRole, help_text=_("In what role."))
    group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("group"),
        help_text=_("The group or subgroup; none for national co-chairs."),
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("institution"),
        help_text=_("The institution represented; none where none is printed."),
    )
    side = models.CharField(_("side"), max_length=2, choices=Country, help_text=_("For which country."))
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("report"),
        help_text=_("The report that prints it."),
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("document"),
        help_text=_("The capture it was read in."),
    )
    name_as_printed = models.CharField(
        _("name as printed"), max_length=150, help_text=_("Name as the report prints it.")
    )
    title_as_printed = models.CharField(
        _("title as printed"), max_length=250, blank=True, help_text=_("Title as printed; empty where none is.")
    )
    organization_as_printed = models.CharField(
        _("institution as printed"),
        max_length=250,
        blank=True,
        help_text=_("Institution as printed; empty where none is."),
    )
    start = models.PositiveIntegerField(
        _("start"), null=True, blank=True, help_text=_("Offset in the document of the words that print it.")
    )
    end = models.PositiveIntegerField(_("end"), null=True, blank=True, help_text=_("Offset behind those words."))

    objects = querysets.AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["report", "group", "side", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reports_appointment_group_by_role",
                condition=~Q(role=AppointmentRole.CO_CHAIR) | Q(group__isnull=False),
                violation_error_message=_("A co-chair belongs to a group."),
            ),
            models.CheckConstraint(
                name="reports_appointment_ends_after_start",
                condition=Q(start=None, end=None) | Q(end__gt=F("start")),
                violation_error_message=_("The printed words end behind their start."),
            ),
            models.UniqueConstraint(
                name="reports_appointment_unique_in_group",
                fields=["person", "role", "group", "report"],
                condition=Q(group__isnull=False),
                violation_error_message=_("This appointment is already recorded."),
            ),
            models.UniqueConstraint(
                name="reports_appointment_unique_without_group",
                fields=["person", "role", "report"],
                condition=Q(group=None),
                violation_error_message=_("This appointment is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_as_printed
