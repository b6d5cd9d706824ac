"""Tables of the promises room.

What was signed, promised, counted by hand and decided stays as it was written (migration 0002).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.places.records import Entered, VersionForPlace


class Counted(models.TextChoices):
    """What the number of a promise counts."""

    PERSONS = "persons", _("persons")
    PERSON_TIMES = "person_times", _("person-times")
    YUAN = "yuan", _("yuan")
    MU = "mu", _("mu")
    PLACES = "places", _("places")
    OTHER = "", _("something else")


class SpanName(models.TextChoices):
    LATEST = "latest", _("the latest year as it stands")
    ADDED = "added", _("all years since the baseline, added")


class Agreement(Entered):
    """What was signed, with its whole text."""

    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    parties = models.JSONField(_("parties"))
    place_code = models.CharField(
        _("place code"), max_length=12, blank=True, help_text=_("empty: the whole country")
    )
    signed_on = models.DateField(_("signed on"))
    text = models.TextField(_("whole text"))
    text_digest = models.CharField(_("SHA-256 of the text"), max_length=64)
    file_name = models.CharField(_("file"), max_length=120, blank=True)
    file_digest = models.CharField(_("SHA-256"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [models.Index(fields=["-signed_on"], name="promises_agreement_signed")]

    def __str__(self) -> str:
        return self.title


class Clause(models.Model):
    """A passage of an agreement, word for word."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="clauses")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("clause"))

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["agreement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="promises_clause_once"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Promise(Entered):
    """A number that is to be reached by a day, with who answers for it."""

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="promises")
    programme = models.ForeignKey(
        "programmes.Programme", models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    indicator = models.CharField(
        _("figure"), max_length=60, blank=True, help_text=_("empty: counted by hand")
    )
    counts = models.CharField(_("what is counted"), max_length=12, choices=Counted, blank=True)
    unit = models.CharField(_("unit"), max_length=20)
    unit_en = models.CharField(_("unit in English"), max_length=30, blank=True)
    span = models.CharField(_("years"), max_length=6, choices=SpanName, default=SpanName.LATEST)
    place_codes = models.JSONField(_("places"), default=list)
    """Of these places together; none means the whole country."""
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=2)
    baseline_on = models.DateField(_("day of the baseline"))
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=2)
    due_on = models.DateField(_("due on"))
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reference = models.DecimalField(
        _("reference"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    """What somebody else told of an earlier time; never part of our own value."""
    reference_source = models.CharField(_("source of the reference"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        constraints = [
            models.CheckConstraint(
                condition=Q(target__gt=F("baseline"), baseline__gte=0), name="promises_goes_up"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("baseline_on")), name="promises_due_later"
            ),
            models.CheckConstraint(
                condition=~Q(span="added", counts="persons"), name="promises_persons_not_added"
            ),
            models.CheckConstraint(
                condition=Q(reference=None) | ~Q(reference_source=""),
                name="promises_reference_has_source",
            ),
        ]
        indexes = [models.Index(fields=["owner"], name="promises_promise_owner")]

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """What a promise's value was on a day, as it was counted then."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="readings", db_index=False)
    on = models.DateField(_("on"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2)
    read_at = models.DateTimeField(_("read at"))

    class Meta:
        verbose_name = _("reading of a promise")
        verbose_name_plural = _("readings of promises")
        constraints = [
            models.UniqueConstraint(fields=["promise", "on"], name="promises_reading_once"),
        ]


class Evidence(models.Model):
    """An amount counted by hand, with what it is based on; a mistake is corrected by another."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="evidence")
    on = models.DateField(_("on"))
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    note = models.CharField(_("based on"), max_length=300)
    file_name = models.CharField(_("file"), max_length=120, blank=True)
    file_digest = models.CharField(_("SHA-256"), max_length=64, blank=True)
    at = models.DateTimeField(_("recorded at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("evidence for a promise")
        verbose_name_plural = _("evidence for promises")
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="promises_evidence_amount"),
        ]


class Decision(models.Model):
    """What is done about a promise that is behind: what, by whom, until when."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="decisions")
    status = models.CharField(_("how it stood"), max_length=9)
    what = models.CharField(_("what is done"), max_length=300)
    who = models.CharField(_("by whom"), max_length=60)
    until = models.DateField(_("until when"))
    at = models.DateTimeField(_("decided at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decision about a promise")
        verbose_name_plural = _("decisions about promises")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["late", "overdue"]), name="promises_decision_behind"
            ),
        ]


class Tolerance(VersionForPlace):
    """How far behind the straight line is still on course; a version for places and years."""

    percent = models.PositiveSmallIntegerField(_("percent"))
    source = models.TextField(_("source of the rule"))
    is_unverified = models.BooleanField(_("unverified default"), default=False)

    class Meta:
        verbose_name = _("tolerance of promises")
        verbose_name_plural = _("tolerances of promises")
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "valid_from"], name="promises_tolerance_once"
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="promises_tolerance_share"),
        ]
