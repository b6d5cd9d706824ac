"""Tables of the reports room: cards, their versions, what was handed in, decided and frozen.

Everything but a version's state is only added (migration 0002); that moves along
`rules.steps.ARROWS`.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

PLACE_FITS = r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$"


class StateName(models.TextChoices):
    """Where a version of a card stands."""

    DRAFT = "draft", _("in preparation")
    SUBMITTED = "submitted", _("handed in")
    CITY = "city", _("approved by the city")
    LOCKED = "locked", _("approved and locked")
    RETURNED = "returned", _("returned")


class LevelName(models.TextChoices):
    """Whose word a decision is."""

    CITY = "city", _("city")
    PROVINCE = "province", _("province")


class Card(models.Model):
    """The report card of a place and a year."""

    place_code = models.CharField(_("place code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        verbose_name = _("report card")
        verbose_name_plural = _("report cards")
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "year"],
                opclasses=["text_pattern_ops", "int2_ops"],
                name="reports_card_once",
            ),
            models.CheckConstraint(
                condition=Q(place_code__regex=PLACE_FITS), name="reports_card_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_code} {self.year}"


class CardVersion(models.Model):
    """A card as it is approved once; what is corrected later is the next one, with a reason."""

    card = models.ForeignKey(Card, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField(_("version"))
    reason = models.CharField(_("why it is corrected"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=StateName, default=StateName.DRAFT)
    since = models.DateTimeField(_("since"))
    made_at = models.DateTimeField(_("begun at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("version of a report card")
        verbose_name_plural = _("versions of report cards")
        ordering = ["card", "number"]
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="reports_version_once"),
            models.UniqueConstraint(
                fields=["card"], condition=~Q(state="locked"), name="reports_version_one_open"
            ),
            models.CheckConstraint(
                condition=Q(number=1, reason="") | (Q(number__gt=1) & ~Q(reason="")),
                name="reports_version_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "since"], name="reports_version_waits")]


class Submission(models.Model):
    """A version as it was handed in: with the facts of one manifest, and what they came to."""

    version = models.ForeignKey(
        CardVersion, models.PROTECT, related_name="submissions", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("handed in, times"))
    manifest = models.PositiveBigIntegerField(_("manifest"))
    """Number of the manifest of facts; pinned, so that each value's rows stay readable."""
    through = models.DateField(_("facts through"))
    digest = models.CharField(_("SHA-256 of the values"), max_length=64)
    is_demo = models.BooleanField(default=False)
    at = models.DateTimeField(_("handed in at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("report card as handed in")
        verbose_name_plural = _("report cards as handed in")
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="reports_submission_once"),
        ]


class FrozenValue(models.Model):
    """What an indicator came to when a card was handed in; only what anybody may see.

    A number of fewer than ten persons is not in it: `why_none` says ``few``.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="values", db_index=False
    )
    line = models.PositiveSmallIntegerField(_("line"))
    indicator = models.CharField(_("indicator"), max_length=60)
    number = models.DecimalField(_("value"), max_digits=26, decimal_places=6, null=True)
    why_none = models.CharField(_("why there is no value"), max_length=40, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=26, decimal_places=6, null=True)
    denominator = models.DecimalField(_("denominator"), max_digits=26, decimal_places=6, null=True)
    rows = models.PositiveBigIntegerField(_("rows"))
    reported = models.PositiveIntegerField(_("places that reported"), null=True)
    of_places = models.PositiveIntegerField(_("places in all"), null=True)
    reporters = models.CharField(_("who reports"), max_length=10, blank=True)
    """``villages`` or ``counties``; empty where the platform itself recorded the rows."""
    through = models.DateField(_("through"), null=True)
    trend = models.CharField(_("five years"), max_length=160)
    """Numbers of five years, this one last, apart by ``;``: empty where there is none."""
    promise = models.ForeignKey("promises.Promise", models.PROTECT, null=True, related_name="+")
    threshold = models.CharField(_("threshold"), max_length=60, blank=True)
    """The rule it is held against where nothing was promised."""
    promised = models.DecimalField(_("promised"), max_digits=18, decimal_places=2, null=True)
    due_on = models.DateField(_("due on"), null=True)
    status = models.CharField(_("status"), max_length=12)

    class Meta:
        verbose_name = _("value of a report card")
        verbose_name_plural = _("values of report cards")
        ordering = ["submission", "line"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "line"], name="reports_value_line"),
            models.UniqueConstraint(fields=["submission", "indicator"], name="reports_value_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=False, why_none="") | (Q(number=None) & ~Q(why_none="")),
                name="reports_value_or_why",
            ),
            models.CheckConstraint(
                condition=Q(promise=None, threshold="", promised=None, due_on=None)
                | Q(promise=None, promised__isnull=False, due_on=None) & ~Q(threshold="")
                | Q(
                    promise__isnull=False,
                    threshold="",
                    promised__isnull=False,
                    due_on__isnull=False,
                ),
                name="reports_value_promised_whole",
            ),
        ]


class Decision(models.Model):
    """What the city or the province said of a card as it was handed in; once each."""

    class Outcome(models.TextChoices):
        PASS = "pass", _("approved")
        RETURN = "return", _("returned")

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="decisions", db_index=False
    )
    level = models.CharField(_("level"), max_length=8, choices=LevelName)
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decision about a report card")
        verbose_name_plural = _("decisions about report cards")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "level"], name="reports_decision_once"),
            models.CheckConstraint(
                condition=Q(outcome="pass") | ~Q(reason=""), name="reports_decision_with_reason"
            ),
        ]


class Declaration(models.Model):
    """A village's word that there is nothing to report of a kind of facts in a year."""

    place_code = models.CharField(_("village"), max_length=12)
    kind = models.CharField(_("kind of facts"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    at = models.DateTimeField(_("declared at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("declaration of nothing to report")
        verbose_name_plural = _("declarations of nothing to report")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "place_code"],
                opclasses=["text_ops", "int2_ops", "text_pattern_ops"],
                condition=Q(withdrawn_at=None),
                name="reports_declaration_once",
            ),
            models.CheckConstraint(
                condition=Q(place_code__regex=r"^[0-9]{12}$"), name="reports_declaration_village"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="reports_declaration_withdrawn",
            ),
        ]


class Reckoned(models.Model):
    """A card as it was last reckoned from a manifest: kept so that pages open at once.

    Nothing but a copy: it is thrown away and reckoned anew whenever the facts have moved on.
    """

    place_code = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField()
    manifest = models.PositiveBigIntegerField()
    definitions = models.CharField(max_length=64)
    """SHA-256 of the definitions and promises that went into it."""
    values = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reckoned report card")
        verbose_name_plural = _("reckoned report cards")
        constraints = [
            models.UniqueConstraint(fields=["place_code", "year"], name="reports_reckoned_once")
        ]
