"""Tables of the criteria room: texts that were judged by, identifications and their verdicts.

All of them are added to and never changed or removed (migration 0002): a verdict is of its time.
An identification's verdicts are written before its own row, which closes them.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Wording(models.Model):
    """The whole text of a criterion, by which identifications were made; found by its hash."""

    digest = models.CharField(_("SHA-256"), max_length=64, unique=True)
    criterion = models.CharField(_("criterion"), max_length=48)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self) -> str:
        return self.criterion


class OwnCriterion(models.Model):
    """One version of a county's own target for a pioneer county, with who and why."""

    place_code = models.CharField(_("county"), max_length=6)
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    villages = models.PositiveIntegerField(_("Taobao villages at least"), null=True)
    towns = models.PositiveIntegerField(_("Taobao towns at least"), null=True)
    sales_yuan = models.PositiveBigIntegerField(_("sales of a year at least, in yuan"), null=True)
    active_shops = models.PositiveIntegerField(_("active shops at least"), null=True)
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(_("set at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("own target")
        verbose_name_plural = _("own targets")
        constraints = [
            models.UniqueConstraint(fields=["place_code", "version"], name="criteria_own_once"),
            models.CheckConstraint(
                condition=Q(place_code__regex=r"^[0-9]{6}$"), name="criteria_own_county"
            ),
            models.CheckConstraint(
                condition=Q(villages__isnull=False)
                | Q(towns__isnull=False)
                | Q(sales_yuan__isnull=False)
                | Q(active_shops__isnull=False),
                name="criteria_own_asks_something",
            ),
        ]

    def __str__(self) -> str:
        return f"pioneer-{self.place_code}@{self.version}"


class Identification(models.Model):
    """One criterion, asked of every place of its level under one place, for a period of months.

    `within`: the identification of the level above that it was made for; its own numbers stand
    all the same. `is_complete`: whoever made it states that all shops there are imported, so a
    place without one has sold nothing. `is_poor_area`: whether they state that all of it lies in
    poor areas; None: nothing was stated.
    """

    key = models.UUIDField(_("key"), unique=True, default=uuid.uuid4)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="identifications")
    family = models.CharField(_("family"), max_length=42)
    level = models.PositiveSmallIntegerField(_("level"))
    place_code = models.CharField(_("place"), max_length=12, blank=True)
    first_month = models.DateField(_("first month"))
    last_month = models.DateField(_("last month"))
    is_complete = models.BooleanField(_("all shops are imported"), default=False)
    is_poor_area = models.BooleanField(_("lies in a poor area"), null=True)
    near_percent = models.PositiveSmallIntegerField(_("near from, in percent"))
    near_lacking = models.PositiveSmallIntegerField(_("near with at most so many lacking"))
    within = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    yes = models.PositiveIntegerField(_("meets it"), default=0)
    no = models.PositiveIntegerField(_("does not"), default=0)
    near = models.PositiveIntegerField(_("near"), default=0)
    unknown = models.PositiveIntegerField(_("not known"), default=0)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("identification")
        verbose_name_plural = _("identifications")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    first_month__day=1, last_month__day=1, last_month__gte=F("first_month")
                ),
                name="criteria_identification_months",
            ),
            models.CheckConstraint(
                condition=Q(near__lte=F("no")), name="criteria_identification_near"
            ),
        ]
        indexes = [
            models.Index(fields=["family", "place_code"], name="criteria_identification_at"),
        ]

    def __str__(self) -> str:
        return f"{self.family} {self.place_code} {self.first_month}..{self.last_month}"


class Answer(models.TextChoices):
    YES = "yes", _("Meets it")
    NO = "no", _("Does not")
    UNKNOWN = "unknown", _("Not known")


class Verdict(models.Model):
    """What came of one place: the inputs as they were, and the ways to what it lacks."""

    pk = models.CompositePrimaryKey("identification_id", "place_code")
    identification = models.ForeignKey(
        Identification,
        models.PROTECT,
        related_name="verdicts",
        db_index=False,
        db_constraint=False,  # they come by the hundred thousand; `verify` looks instead
    )
    place_code = models.CharField(_("place"), max_length=12)
    answer = models.CharField(_("verdict"), max_length=7, choices=Answer)
    is_near = models.BooleanField(_("near miss"))
    inputs = models.JSONField(_("inputs"))
    lacks = models.JSONField(_("what it lacks"))

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="criteria_verdict_answer"
            ),
            models.CheckConstraint(
                condition=Q(is_near=False) | Q(answer="no"), name="criteria_verdict_near"
            ),
        ]
        indexes = [
            models.Index(fields=["place_code"], name="criteria_verdict_place"),
            models.Index(
                fields=["identification", "place_code"],
                condition=Q(answer="yes") | Q(is_near=True),
                name="criteria_verdict_told",
            ),
        ]


class Total(models.Model):
    """How an identification came out under one place above its level, itself included."""

    pk = models.CompositePrimaryKey("place_code", "identification_id")
    place_code = models.CharField(_("place"), max_length=9, blank=True)
    identification = models.ForeignKey(
        Identification, models.PROTECT, related_name="totals", db_index=False, db_constraint=False
    )
    yes = models.PositiveIntegerField(_("meets it"))
    no = models.PositiveIntegerField(_("does not"))
    near = models.PositiveIntegerField(_("near"))
    unknown = models.PositiveIntegerField(_("not known"))

    class Meta:
        verbose_name = _("total of an identification")
        verbose_name_plural = _("totals of identifications")
