"""Meetings, the reports printed after them, and the captures of those reports."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports import querysets
from reports.choices import (
    Country,
    DatePrecision,
    DocumentKind,
    GroupReportStatus,
    Language,
    MeetingFormat,
    State,
)

SHA256 = RegexValidator(r"^[0-9a-f]{64}$", _("A SHA-256 checksum has 64 hexadecimal digits in small letters."))


class Meeting(models.Model):
    """One annual meeting of the partnership, numbered or (2006) known by its month alone."""

    slug = models.SlugField(_("slug"), unique=True, help_text=_("Year, or year and month where two met in one year."))
    edition = models.PositiveSmallIntegerField(
        _("edition"),
        null=True,
        blank=True,
        unique=True,
        help_text=_("Number of the annual meeting; empty where none is printed."),
    )
    host = models.CharField(_("host"), max_length=2, choices=Country, help_text=_("Country that hosted the meeting."))
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("City and region; empty where unknown.")
    )
    starts_on = models.DateField(
        _("starts on"), help_text=_("First day; the first of the month where only that is known.")
    )
    ends_on = models.DateField(_("ends on"), help_text=_("Last day; the last of the month where only that is known."))
    precision = models.CharField(
        _("precision"),
        max_length=5,
        choices=DatePrecision,
        default=DatePrecision.DAY,
        help_text=_("Whether the day or only the month is printed."),
    )
    format = models.CharField(
        _("format"), max_length=10, choices=MeetingFormat, help_text=_("How the meeting was held.")
    )
    passages = models.ManyToManyField(
        "reports.Passage",
        blank=True,
        related_name="meetings",
        verbose_name=_("passages"),
        help_text=_("Where the meeting is printed."),
    )

    objects = querysets.CitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_on", "slug"]
        constraints = [
            models.CheckConstraint(
                name="reports_meeting_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A meeting cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} ({self.edition})" if self.edition else self.slug


class Session(models.Model):
    """One working group's own meeting, within the annual meeting or apart from it."""

    group = models.ForeignKey(
        "reports.WorkingGroup",
        models.PROTECT,
        related_name="sessions",
        verbose_name=_("group"),
        help_text=_("The working group that met."),
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="sessions",
        verbose_name=_("meeting"),
        help_text=_("The annual meeting it belongs to."),
    )
    starts_on = models.DateField(_("starts on"), help_text=_("First day of the session."))
    ends_on = models.DateField(_("ends on"), help_text=_("Last day of the session."))
    precision = models.CharField(
        _("precision"),
        max_length=5,
        choices=DatePrecision,
        default=DatePrecision.DAY,
        help_text=_("Whether the day or only the month is printed."),
    )
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Where it met; empty where unknown."))
    format = models.CharField(
        _("format"),
        max_length=10,
        choices=MeetingFormat,
        blank=True,
        help_text=_("How the session was held; empty where not printed."),
    )
    attendance = models.PositiveIntegerField(
        _("attendance"), null=True, blank=True, help_text=_("Number of participants as printed.")
    )
    passages = models.ManyToManyField(
        "reports.Passage",
        blank=True,
        related_name="sessions",
        verbose_name=_("passages"),
        help_text=_("Where the session is printed."),
    )

    objects = querysets.CitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_on", "group", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="reports_session_unique_day",
                fields=["group", "meeting", "starts_on"],
                violation_error_message=_("This session of the group is already recorded."),
            ),
            models.CheckConstraint(
                name="reports_session_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A session cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.starts_on}"


class Report(models.Model):
    """One annual report, whatever captures of it are held."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True, help_text=_("The year that names the report."))
    period = models.CharField(_("period"), max_length=20, help_text=_("The period as printed: 2008–2009, 2019."))
    title = models.CharField(_("title"), max_length=200, help_text=_("Title of the report."))
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("meeting"),
        help_text=_("The annual meeting that the report tells of."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, help_text=_("Publication state.")
    )

    objects = querysets.ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        """Return the address of the report as printed."""
        return reverse("reports:detail", args=[self.year])


class Document(models.Model):
    """One capture of a report or of another source. A new capture stands beside the old one."""

    slug = models.SlugField(_("slug"), unique=True, help_text=_("Public name of the capture: 2021-en."))
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("report"),
        help_text=_("The report it captures; none for other sources."),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=DocumentKind, help_text=_("What kind of source it is."))
    title = models.CharField(_("title"), max_length=250, help_text=_("Title as printed."))
    language = models.CharField(_("language"), max_length=2, choices=Language, help_text=_("Language of the text."))
    media_type = models.CharField(_("media type"), max_length=100, help_text=_("Media type of the captured file."))
    file_name = models.CharField(
        _("file name"),
        max_length=200,
        help_text=_("Name of the captured file: 2021.txt; citations are verified in it."),
    )
    sha256 = models.CharField(
        _("SHA-256"),
        max_length=64,
        unique=True,
        validators=[SHA256],
        help_text=_("Checksum of the captured file, in hexadecimal."),
    )
    source_address = models.URLField(
        _("source address"), max_length=500, blank=True, help_text=_("Where it was captured; empty where unknown.")
    )
    retrieved_on = models.DateField(
        _("retrieved on"), null=True, blank=True, help_text=_("When it was captured; empty where unknown.")
    )
    file = models.FileField(
        _("file"), upload_to="documents/", blank=True, help_text=_("The stored file, once imported.")
    )
    text = models.TextField(_("text"), blank=True, help_text=_("Extracted text, once imported; offsets count in it."))
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, help_text=_("Publication state.")
    )

    objects = querysets.DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the address of the page of the capture."""
        return reverse("reports:document", args=[self.slug])


class GroupReport(models.Model):
    """How one group stands in one report: a chapter, or one of four ways to be silent."""

    report = models.ForeignKey(
        Report,
        models.PROTECT,
        related_name="group_reports",
        verbose_name=_("report"),
        help_text=_("The report that was searched."),
    )
    group = models.ForeignKey(
        "reports.WorkingGroup",
        models.PROTECT,
        related_name="group_reports",
        verbose_name=_("group"),
        help_text=_("The working group."),
    )
    status = models.CharField(
        _("status"), max_length=15, choices=GroupReportStatus, help_text=_("How the group stands in the report.")
    )
    passages = models.ManyToManyField(
        "reports.Passage",
        blank=True,
        related_name="group_reports",
        verbose_name=_("passages"),
        help_text=_("Passages that show it."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What the report says of the group, in our own words."))

    objects = querysets.GroupReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("group in a report")
        verbose_name_plural = _("groups in reports")
        ordering = ["report", "group"]
        constraints = [
            models.UniqueConstraint(
                name="reports_groupreport_unique",
                fields=["report", "group"],
                violation_error_message=_("How this group stands in this report is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.status}"
