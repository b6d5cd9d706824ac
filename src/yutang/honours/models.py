"""Tables of the honours room.

An application is handed in in versions, and each level decides once on each version; what was
handed in, decided and done with an honour is only added to. The arrows of applications and
honours are kept by the database too (`migrations/0002_guards.py`).
"""

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def private_files() -> Storage:
    """Return where files lie that only a page hands out."""
    return storages["private"]


class KindName(models.TextChoices):
    MODEL_SHOP = "model_shop", _("Model shop")
    DEMO_VILLAGE = "demo_village", _("Demonstration village")
    DEMO_TOWN = "demo_town", _("Demonstration town")
    PIONEER_COUNTY = "pioneer_county", _("Pioneer county")
    BRAND_STATION = "brand_station", _("Brand station")
    PARK = "park", _("Industrial park")


class ApplicantKind(models.TextChoices):
    SHOP = "shop", _("Shop")
    VILLAGE = "village", _("A village")
    TOWN = "town", _("Town")
    COUNTY = "county", _("County")
    PRODUCER = "producer", _("Producer or organisation")
    STATION = "station", _("Station")


class LevelName(models.TextChoices):
    COUNTY = "county", _("County")
    CITY = "city", _("City")
    PROVINCE = "province", _("Province")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    COUNTY = "county", _("With the county")
    CITY = "city", _("With the city")
    PROVINCE = "province", _("With the province")
    RETURNED = "returned", _("Returned")
    NOTICE = "notice", _("Public notice")
    READY = "ready", _("To be awarded")
    AWARDED = "awarded", _("Awarded")
    REFUSED = "refused", _("Not granted")
    DROPPED = "dropped", _("Withdrawn by the applicant")


OPEN_STATES = [
    State.DRAFT,
    State.COUNTY,
    State.CITY,
    State.PROVINCE,
    State.RETURNED,
    State.NOTICE,
    State.READY,
]


class Version(models.Model):
    """One version of the rule of a kind of honour, for a place and all that lies under it."""

    kind = models.CharField(_("kind"), max_length=14, choices=KindName)
    valid_from = models.DateField(_("valid from"))
    place_code = models.CharField(
        _("place code"), max_length=12, blank=True, help_text=_("empty: the whole country")
    )
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    applicants = models.JSONField(_("who may apply"))
    last_level = models.CharField(_("who awards"), max_length=8, choices=LevelName)
    notice_days = models.PositiveSmallIntegerField(_("working days of notice"))
    valid_months = models.PositiveSmallIntegerField(_("months in force"))
    review_months = models.PositiveSmallIntegerField(_("months between reviews"))
    warning_days = models.PositiveSmallIntegerField(_("days of a warning"))
    hearing_days = models.PositiveSmallIntegerField(_("days to be heard before withdrawal"))
    source = models.TextField(_("source of the rule"))
    is_unverified = models.BooleanField(_("unverified default"), default=False)

    class Meta:
        verbose_name = _("version of an honour's rule")
        verbose_name_plural = _("versions of honours' rules")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "place_code", "valid_from"], name="honours_version_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="honours_version_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(notice_days__gte=1), name="honours_version_has_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.place_code or '*'} {self.valid_from}"


class Demand(models.Model):
    """One line of what a version asks for."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="demands")
    position = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=8)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120)
    name = models.CharField(_("criterion or figure"), max_length=60, blank=True)
    least = models.DecimalField(
        _("at least"), max_digits=16, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["version", "position"]
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="honours_demand_once"),
        ]


class Application(models.Model):
    """Somebody asks for an honour: for a place, or for a shop, producer or station there."""

    kind = models.CharField(_("kind"), max_length=14, choices=KindName)
    applicant = models.CharField(_("applicant"), max_length=8, choices=ApplicantKind)
    place_code = models.CharField(_("place"), max_length=12)
    shop = models.ForeignKey("shops.Shop", models.PROTECT, null=True, related_name="+")
    producer = models.ForeignKey("goods.Producer", models.PROTECT, null=True, related_name="+")
    station = models.ForeignKey("stations.Station", models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name on the plaque"), max_length=80)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    since = models.DateTimeField(_("in this state since"))
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="applications", verbose_name=_("rule")
    )
    """The rule in force when it was first handed in; none yet for a draft."""
    story = models.TextField(_("what was achieved"), blank=True)
    goal = models.TextField(_("what comes next"), blank=True)
    made_at = models.DateTimeField(_("begun at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "place_code", "shop", "producer", "station"],
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
                nulls_distinct=False,
                name="honours_application_open_once",
            ),
            models.CheckConstraint(
                condition=Q(applicant="shop", shop__isnull=False, producer=None, station=None)
                | Q(applicant="producer", shop=None, producer__isnull=False, station=None)
                | Q(applicant="station", shop=None, producer=None, station__isnull=False)
                | Q(
                    applicant__in=["village", "town", "county"],
                    shop=None,
                    producer=None,
                    station=None,
                ),
                name="honours_application_of_one",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"]) | Q(version__isnull=False),
                name="honours_application_has_rule",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "since"], name="honours_application_waits"),
            models.Index(
                fields=["place_code"],
                opclasses=["text_pattern_ops"],
                name="honours_application_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class Paper(models.Model):
    """A file of evidence, kept as it came under its SHA-256."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="papers")
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, related_name="+")
    """The document it is; none for what else was added."""
    name = models.CharField(_("name"), max_length=80)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField(_("bytes"))
    file = models.FileField(storage=private_files)
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(_("taken away at"), null=True)
    """No longer part of what is handed in next; versions handed in before keep it."""

    class Meta:
        ordering = ["id"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "demand", "sha256"],
                condition=Q(dropped_at=None),
                nulls_distinct=False,
                name="honours_paper_once",
            ),
        ]


class Submission(models.Model):
    """One version of an application as it was handed in: words, papers, computed lines."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("version"))
    at = models.DateTimeField(_("handed in at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    story = models.TextField()
    goal = models.TextField()
    lines = models.JSONField(_("checklist"))
    papers = models.ManyToManyField(Paper, related_name="submissions")

    class Meta:
        ordering = ["application", "number"]
        verbose_name = _("version handed in")
        verbose_name_plural = _("versions handed in")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="honours_submission_once"
            ),
        ]


class Decision(models.Model):
    """What a level said of a version: passed on, returned or refused; once."""

    class Outcome(models.TextChoices):
        PASS = "pass", _("Passed on")
        RETURN = "return", _("Returned")
        REFUSE = "refuse", _("Not granted")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="decisions")
    level = models.CharField(_("level"), max_length=8, choices=LevelName)
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(fields=["submission", "level"], name="honours_decision_once"),
            models.CheckConstraint(
                condition=Q(outcome="pass") | ~Q(reason=""), name="honours_decision_with_reason"
            ),
        ]


class Notice(models.Model):
    """The public notice of an honour that is to be awarded."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="notice")
    begins_on = models.DateField(_("put up on"))
    until = models.DateField(_("last day"))
    working_days = models.PositiveSmallIntegerField(_("working days"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("begins_on")), name="honours_notice_has_days"
            ),
        ]


class Objection(models.Model):
    """What somebody holds against an award; how to reach them is sealed."""

    class Finding(models.TextChoices):
        DISMISSED = "dismissed", _("Not upheld")
        UPHELD = "upheld", _("Upheld")

    application = models.ForeignKey(Application, models.PROTECT, related_name="objections")
    key = models.UUIDField(_("key"), unique=True)
    text = models.TextField(_("what is objected"))
    contact_sealed = models.BinaryField()
    address_digest = models.BinaryField(max_length=32, null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("handed in at"))
    finding = models.CharField(_("finding"), max_length=9, choices=Finding, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.CheckConstraint(
                condition=Q(finding="", decided_at=None, decided_by=None, answer="")
                | (
                    ~Q(finding="")
                    & ~Q(answer="")
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="honours_objection_decided_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["address_digest", "-at"], name="honours_objection_address"),
        ]


class HonourState(models.TextChoices):
    VALID = "valid", _("In force")
    WARNED = "warned", _("Warned")
    WITHDRAWN = "withdrawn", _("Honour withdrawn")
    EXPIRED = "expired", _("Expired")


class Serial(models.Model):
    """The last number given to plaques of a kind in a year: its row is locked to give the next."""

    kind = models.CharField(max_length=14, choices=KindName)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("serial")
        verbose_name_plural = _("serials")
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="honours_serial_once"),
        ]


class Honour(models.Model):
    """An honour that was awarded, with its plaque."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="honour")
    number = models.CharField(_("number"), max_length=14, unique=True)
    kind = models.CharField(_("kind"), max_length=14, choices=KindName)
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("serial"))
    place_code = models.CharField(_("place"), max_length=12)
    name = models.CharField(_("holder"), max_length=80)
    awarded_on = models.DateField(_("awarded on"))
    valid_until = models.DateField(_("in force until"))
    state = models.CharField(
        _("state"), max_length=9, choices=HonourState, default=HonourState.VALID
    )
    review_due = models.DateField(_("next review"))
    review_told = models.DateField(_("told that this review is due"), null=True)
    warned_until = models.DateField(_("warned until"), null=True)
    hearing_until = models.DateField(_("may be heard until"), null=True)
    """Withdrawal is intended, and its holder may speak until this day."""
    ended_on = models.DateField(_("ended on"), null=True)
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("honour")
        verbose_name_plural = _("honours")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "serial"], name="honours_honour_serial_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["valid", "warned"], ended_on=None)
                | Q(state__in=["withdrawn", "expired"], ended_on__isnull=False),
                name="honours_honour_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state="warned") | Q(warned_until__isnull=False),
                name="honours_honour_warned_until",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | Q(hearing_until__isnull=False, ended_on__gt=F("hearing_until")),
                name="honours_honour_heard_first",
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_code"], opclasses=["text_pattern_ops"], name="honours_honour_place"
            ),
            models.Index(
                fields=["review_due"],
                condition=Q(state__in=["valid", "warned"]),
                name="honours_honour_review",
            ),
            models.Index(fields=["-awarded_on"], name="honours_honour_awarded"),
        ]

    def __str__(self) -> str:
        return self.number


class Change(models.Model):
    """One line in the life of an honour, for everybody to read."""

    class What(models.TextChoices):
        AWARDED = "awarded", _("Awarded")
        KEPT = "kept", _("Reviewed and kept")
        WARNED = "warned", _("Warned")
        LIFTED = "lifted", _("Warning lifted")
        INTENDED = "intended", _("Withdrawal intended")
        HEARD = "heard", _("The holder was heard")
        SPARED = "spared", _("Withdrawal given up")
        WITHDRAWN = "withdrawn", _("Honour withdrawn")
        EXPIRED = "expired", _("Expired")
        DUE = "due", _("Review due")

    honour = models.ForeignKey(Honour, models.PROTECT, related_name="changes")
    what = models.CharField(_("what"), max_length=9, choices=What)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    until = models.DateField(_("until this day"), null=True)
    lines = models.JSONField(_("checklist"), null=True)
    """The computed lines with their numbers at a review."""

    class Meta:
        ordering = ["id"]
        verbose_name = _("change of an honour")
        verbose_name_plural = _("changes of honours")
