"""Tables of the ecology room: plots, what was planted there, what is alive, who worked.

A person-day is one row of `WorkDay`, wherever somebody worked that day; its wage is written on it
by at most one wage sheet. So nobody is paid twice for a day (`migrations/0002_guards.py`).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class HowKnown(models.TextChoices):
    """Where an outline comes from."""

    WALKED = "walked", _("walked along with a phone")
    DRAWN = "drawn", _("drawn")
    FILE = "file", _("from a file")


class Agreement(models.TextChoices):
    """Whether what a camera wrote into a photo agrees with what was said."""

    AGREES = "agrees", _("agrees")
    DIFFERS = "differs", _("differs")
    UNKNOWN = "unknown", _("not known")


class Plot(models.Model):
    """A piece of land of a programme, with the area that its village states."""

    programme = models.ForeignKey("programmes.Programme", models.PROTECT, related_name="plots")
    name = models.CharField(_("name"), max_length=40)
    place_code = models.CharField(_("village"), max_length=12)
    stated_mu = models.DecimalField(_("stated area in mu"), max_digits=9, decimal_places=2)
    key = models.UUIDField(_("key"), unique=True)
    made_at = models.DateTimeField(_("registered at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("plot")
        verbose_name_plural = _("plots")
        constraints = [
            models.UniqueConstraint(fields=["place_code", "name"], name="ecology_plot_once"),
            models.CheckConstraint(condition=Q(stated_mu__gt=0), name="ecology_plot_area"),
            models.CheckConstraint(
                condition=Q(place_code__regex=r"^[0-9]{6}([0-9]{3}([0-9]{3})?)?$"),
                name="ecology_plot_place",
            ),
        ]
        indexes = [
            # The text_pattern_ops let it answer "lies under" (code like '1308%').
            models.Index(
                fields=["place_code"], opclasses=["text_pattern_ops"], name="ecology_plot_at"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Outline(models.Model):
    """Where a plot lies: a point or an area, in degrees of WGS-84. The newest one holds."""

    plot = models.ForeignKey(Plot, models.PROTECT, related_name="outlines", db_index=False)
    number = models.PositiveSmallIntegerField()
    shape = models.JSONField(_("shape"))
    """A geometry of GeoJSON (RFC 7946): Point, Polygon or MultiPolygon."""
    mu = models.DecimalField(_("measured area in mu"), max_digits=9, decimal_places=2, null=True)
    """None of a point."""
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    how = models.CharField(_("how it is known"), max_length=6, choices=HowKnown)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")
        constraints = [
            models.UniqueConstraint(fields=["plot", "number"], name="ecology_outline_once"),
            models.CheckConstraint(
                condition=Q(west__lte=F("east"), south__lte=F("north")),
                name="ecology_outline_box",
            ),
        ]
        indexes = [models.Index(fields=["west", "east"], name="ecology_outline_west")]


class Overlap(models.Model):
    """Two plots lie over each other: land that would be counted twice. Derived of outlines."""

    plot = models.ForeignKey(Plot, models.PROTECT, related_name="overlaps", db_index=False)
    other = models.ForeignKey(Plot, models.PROTECT, related_name="+")
    mu = models.DecimalField(_("area in mu"), max_digits=9, decimal_places=2)

    class Meta:
        verbose_name = _("overlap")
        verbose_name_plural = _("overlaps")
        constraints = [
            models.UniqueConstraint(fields=["plot", "other"], name="ecology_overlap_once"),
            models.CheckConstraint(
                condition=Q(plot__lt=F("other"), mu__gt=0), name="ecology_overlap_of_two"
            ),
        ]


class Pictured(models.Model):
    """A photo, kept sealed (`plumbing.kept`), and what its camera wrote into it."""

    photo = models.CharField(_("SHA-256 of the photo"), max_length=64, blank=True)
    photo_at = models.DateTimeField(_("photo taken at"), null=True)
    photo_east = models.FloatField(null=True)
    photo_north = models.FloatField(null=True)
    time_says = models.CharField(_("day of the photo"), max_length=7, choices=Agreement)
    place_says = models.CharField(_("place of the photo"), max_length=7, choices=Agreement)
    metres = models.PositiveIntegerField(_("metres from the plot"), null=True)

    class Meta:
        abstract = True


class Decided(models.Model):
    """What another person said of it, and why when they refused."""

    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        abstract = True


class Planting(Pictured, Decided):
    """What was planted on a plot on a day; counts once somebody else has confirmed it."""

    class Kind(models.TextChoices):
        NEW = "new", _("newly planted")
        AGAIN = "again", _("planted again where trees died")

    class State(models.TextChoices):
        NOTED = "noted", _("waits for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    plot = models.ForeignKey(Plot, models.PROTECT, related_name="plantings")
    key = models.UUIDField(_("key"), unique=True)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    on = models.DateField(_("planted on"))
    species = models.CharField(_("species"), max_length=30)
    mu = models.DecimalField(_("area in mu"), max_digits=9, decimal_places=2)
    trees = models.PositiveIntegerField(_("number of trees"), null=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.NOTED)
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("planting")
        verbose_name_plural = _("plantings")
        constraints = [
            models.CheckConstraint(
                condition=Q(mu__gt=0) & (Q(trees=None) | Q(trees__gt=0)),
                name="ecology_planting_amount",
            ),
            models.CheckConstraint(
                condition=Q(state="noted", decided_by=None, decided_at=None)
                | Q(~Q(state="noted"), decided_by__isnull=False, decided_at__isnull=False),
                name="ecology_planting_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("noted_by")),
                name="ecology_planting_two",
            ),
        ]


class Survey(Pictured):
    """A later look at what was planted: sample squares counted, by somebody else."""

    planting = models.ForeignKey(Planting, models.PROTECT, related_name="surveys", db_index=False)
    key = models.UUIDField(_("key"), unique=True)
    on = models.DateField(_("looked at on"))
    alive = models.PositiveIntegerField(_("alive"))
    dead = models.PositiveIntegerField(_("dead"))
    """Sums of its squares, kept by the database."""
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("noted at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("survival check")
        verbose_name_plural = _("survival checks")
        constraints = [
            models.CheckConstraint(
                condition=Q(alive__gt=0) | Q(dead__gt=0), name="ecology_survey_counted"
            ),
        ]
        indexes = [models.Index(fields=["planting", "-on"], name="ecology_survey_of")]


class Quadrat(models.Model):
    """A sample square of a survival check: every tree in it, alive or dead."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="quadrats", db_index=False)
    number = models.PositiveSmallIntegerField()
    alive = models.PositiveIntegerField(_("alive"))
    dead = models.PositiveIntegerField(_("dead"))

    class Meta:
        verbose_name = _("sample square")
        verbose_name_plural = _("sample squares")
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="ecology_quadrat_once"),
            models.CheckConstraint(
                condition=Q(alive__gt=0) | Q(dead__gt=0), name="ecology_quadrat_counted"
            ),
        ]


class WageSheet(Decided):
    """Work days of a programme at one wage a day: made by one, agreed by another, then paid."""

    class State(models.TextChoices):
        MADE = "made", _("waits for a second person")
        AGREED = "agreed", _("agreed, on its way to the bank")
        REFUSED = "refused", _("refused")

    programme = models.ForeignKey(
        "programmes.Programme", models.PROTECT, related_name="wage_sheets"
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    day_fen = models.PositiveIntegerField(_("wage a day in fen"))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.MADE)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("wage sheet")
        verbose_name_plural = _("wage sheets")
        constraints = [
            models.CheckConstraint(
                condition=Q(day_fen__gt=0, since__lte=F("until")), name="ecology_sheet_days"
            ),
            models.CheckConstraint(
                condition=Q(state="made", decided_by=None, decided_at=None)
                | Q(~Q(state="made"), decided_by__isnull=False, decided_at__isnull=False),
                name="ecology_sheet_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | ~Q(decided_by=F("made_by")),
                name="ecology_sheet_two",
            ),
        ]


class WorkDay(models.Model):
    """A person worked on a plot on a day (one 人次); the wage is written on it by its sheet."""

    member = models.ForeignKey("roster.Member", models.PROTECT, related_name="+", db_index=False)
    on = models.DateField(_("on"))
    plot = models.ForeignKey(Plot, models.PROTECT, related_name="work_days")
    sheet = models.ForeignKey(WageSheet, models.PROTECT, null=True, related_name="work_days")
    wage_fen = models.PositiveIntegerField(_("wage in fen"), null=True)
    at = models.DateTimeField(_("noted at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("work day")
        verbose_name_plural = _("work days")
        constraints = [
            models.UniqueConstraint(fields=["member", "on"], name="ecology_work_day_once"),
            models.CheckConstraint(
                condition=Q(sheet=None, wage_fen=None) | Q(sheet__isnull=False, wage_fen__gt=0),
                name="ecology_work_day_wage",
            ),
        ]
        indexes = [models.Index(fields=["plot", "on"], name="ecology_work_day_at")]
