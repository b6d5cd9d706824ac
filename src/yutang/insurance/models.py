"""Tables of the insurance room.

A published version, a policy period and an enrolment never change; the database keeps it too
(`migrations/0002_guards.py`). A roll is one upload of a register file on its way: what of it can
be enrolled waits sealed in parts, which are gone once it is enrolled or given up.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class KindName(models.TextChoices):
    HEALTH = "health", _("Health insurance of the poor")
    WOMEN = "women", _("Women's insurance")


class Plan(models.Model):
    """An insurance plan of a programme; what it pays its versions say."""

    key = models.UUIDField(unique=True)
    programme = models.ForeignKey(
        "programmes.Programme", models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    kind = models.CharField(_("kind"), max_length=6, choices=KindName)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=80)
    insurer = models.CharField(_("insurer"), max_length=80)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("insurance plan")
        verbose_name_plural = _("insurance plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=KindName.values), name="insurance_plan_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanVersion(models.Model):
    """One published version of a plan's rule: its whole text, and by what it is known."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text of the rule"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"), null=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "number"]
        verbose_name = _("version of a plan's rule")
        verbose_name_plural = _("versions of plans' rules")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="insurance_version_once"),
            models.UniqueConstraint(fields=["plan", "valid_from"], name="insurance_version_from"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="insurance_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}@{self.number}"


class Policy(models.Model):
    """A policy period: a county is insured from a day to a day by one version of a plan."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="policies")
    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="policies")
    place_code = models.CharField(_("county"), max_length=6)
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"))
    premium_fen = models.PositiveIntegerField(_("premium of a person, in fen"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("policy period")
        verbose_name_plural = _("policy periods")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "place_code", "from_on"], name="insurance_policy_once"
            ),
            models.CheckConstraint(
                condition=Q(to_on__gt=F("from_on")), name="insurance_policy_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(place_code__regex=r"^[0-9]{6}$"), name="insurance_policy_county"
            ),
            models.CheckConstraint(
                condition=Q(premium_fen__gt=0), name="insurance_policy_has_premium"
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_code"],
                opclasses=["text_pattern_ops"],
                name="insurance_policy_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_code} {self.from_on}..{self.to_on}"


class RollState(models.TextChoices):
    READING = "reading", _("Being read")
    READ = "read", _("Waits for confirmation")
    ENROLLING = "enrolling", _("Being enrolled")
    ENROLLED = "enrolled", _("All insured")
    FAILED = "failed", _("Nobody insured")
    DROPPED = "dropped", _("Given up")


OPEN_STATES = [RollState.READING, RollState.READ, RollState.ENROLLING]


class Roll(models.Model):
    """One register of persons to insure: an upload, read, confirmed by a person, enrolled whole.

    `key` also names what it spends of the programme. `counts`: rows by what becomes of them.
    """

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="rolls")
    key = models.UUIDField(unique=True)
    file_name = models.CharField(_("file"), max_length=120, blank=True)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    state = models.CharField(_("state"), max_length=9, choices=RollState, default=RollState.READING)
    consent_says = models.CharField(_("consent"), max_length=200)
    """What the clerk stated of the consents that the village has on paper."""
    rows = models.PositiveIntegerField(_("rows"), default=0)
    can_enrol = models.PositiveIntegerField(_("can be enrolled"), default=0)
    gone = models.PositiveIntegerField(_("insured before and not on it"), default=0)
    """Persons of the county's period before this one, of the same plan, whom it does not name."""
    counts = models.JSONField(_("rows by what becomes of them"), default=dict)
    why = models.CharField(_("why not"), max_length=400, blank=True)
    why_en = models.CharField(_("why not, in English"), max_length=400, blank=True)
    made_at = models.DateTimeField(_("uploaded at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("read at"), null=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    confirmed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    enrolled_at = models.DateTimeField(_("enrolled at"), null=True)

    class Meta:
        verbose_name = _("insurance roll")
        verbose_name_plural = _("insurance rolls")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "sha256"],
                condition=~Q(state__in=["failed", "dropped"]),
                name="insurance_roll_file_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["enrolling", "enrolled"])
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="insurance_roll_confirmed_first",
            ),
            models.CheckConstraint(
                condition=Q(state="enrolled", enrolled_at__isnull=False)
                | (~Q(state="enrolled") & Q(enrolled_at=None)),
                name="insurance_roll_enrolled_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at"],
                condition=Q(state__in=["reading", "enrolling"]),
                name="insurance_roll_at_work",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class RollPart(models.Model):
    """Some thousand rows of a roll that can be enrolled, sealed together."""

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField(_("number"))
    rows = models.PositiveIntegerField(_("rows"))
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("part of a roll")
        verbose_name_plural = _("parts of rolls")
        constraints = [
            models.UniqueConstraint(fields=["roll", "number"], name="insurance_part_once"),
        ]


class RefusedRow(models.Model):
    """A row of a roll that enrols nobody, and why; whoever it is about only masked."""

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="refused")
    row = models.PositiveIntegerField(_("row"))
    reason = models.CharField(_("reason"), max_length=17)
    other_row = models.PositiveIntegerField(_("the other row"), null=True)
    name_masked = models.CharField(_("name"), max_length=12, blank=True)
    id_masked = models.CharField(_("identity number"), max_length=24, blank=True)

    class Meta:
        verbose_name = _("refused row")
        verbose_name_plural = _("refused rows")
        constraints = [
            models.UniqueConstraint(fields=["roll", "row"], name="insurance_refused_row_once"),
        ]


class Progress(models.Model):
    """How far a roll is, told from beside the transaction that does the work."""

    roll_id = models.BigIntegerField(primary_key=True)
    step = models.CharField(_("step"), max_length=9)
    done = models.PositiveIntegerField(_("done"))
    total = models.PositiveIntegerField(_("of"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("progress of a roll")
        verbose_name_plural = _("progress of rolls")


class Enrolment(models.Model):
    """One person is insured for one policy period: a person-time. `row`: of the roll's file."""

    # A hundred thousand come at once, by one action: `verify` looks at policies and rolls instead.
    policy = models.ForeignKey(
        Policy, models.PROTECT, related_name="enrolments", db_index=False, db_constraint=False
    )
    member = models.ForeignKey("roster.Member", models.PROTECT, related_name="+")
    roll = models.ForeignKey(
        Roll, models.PROTECT, related_name="enrolments", db_index=False, db_constraint=False
    )
    row = models.PositiveIntegerField(_("row"))
    place_code = models.CharField(_("place"), max_length=12)
    """Where they lived when they were insured."""

    class Meta:
        verbose_name = _("insured person")
        verbose_name_plural = _("insured persons")
        constraints = [
            models.UniqueConstraint(fields=["policy", "member"], name="insurance_enrolled_once"),
            models.UniqueConstraint(fields=["roll", "row"], name="insurance_enrolled_row_once"),
        ]
        indexes = [
            models.Index(
                fields=["place_code"],
                opclasses=["text_pattern_ops"],
                name="insurance_enrolment_place",
            ),
        ]
