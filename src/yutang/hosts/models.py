"""Tables of the hosts room: the path of a farmer to hosting shows, and what hosting brought in.

A path stands where its steps led: the database moves it when a step is added, and neither lets a
step be changed nor the path be moved without one (migration 0002). A month is counted from what
was recorded below, anew until the ledger's month is closed; then it stays.
"""

from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    APPLIED = "applied", _("To be checked")
    REFUSED = "refused", _("Not admitted")
    ADMITTED = "admitted", _("Admitted, training next")
    TRAINED = "trained", _("Trained, practice sale next")
    PRACTISED = "practised", _("Practised, diploma next")
    CERTIFIED = "certified", _("Host with a diploma")
    SUSPENDED = "suspended", _("Suspended")
    LEFT = "left", _("Left the path")


class What(models.TextChoices):
    APPLY = "apply", _("Applied")
    AGAIN = "again", _("Applied again")
    APPEAL = "appeal", _("Appealed")
    ADMIT = "admit", _("Admitted")
    REFUSE = "refuse", _("Not admitted")
    TRAIN = "train", _("Passed the class")
    PRACTISE = "practise", _("Passed the practice sale")
    CERTIFY = "certify", _("Given the diploma")
    SUSPEND = "suspend", _("Suspended")
    RESUME = "resume", _("Suspension lifted")
    LEAVE = "leave", _("Left the path")


class Reason(models.TextChoices):
    """Why an application is not admitted."""

    AGE = "age", _("Younger than 16")
    GUARDIAN = "guardian", _("No guardian's consent")
    IDENTITY = "identity", _("Identity not shown")
    PLACE = "place", _("Lives in another county")
    GOODS = "goods", _("No goods to sell, of their own or of others")
    CONDUCT = "conduct", _("On a blacklist of hosts")
    OTHER = "other", _("Another reason")


class Rule(models.Model):
    """What counts as dormant, and which income is aimed at: one version, for a place and under."""

    valid_from = models.DateField(_("valid from"))
    dormant_days = models.PositiveSmallIntegerField(_("days without a show until dormant"))
    target_fen = models.PositiveBigIntegerField(_("income aimed at a month, in fen"))
    place_code = models.CharField(
        _("place code"), help_text=_("empty: the whole country"), max_length=12, blank=True
    )
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    source = models.TextField(_("source of the rule"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    is_unverified = models.BooleanField(_("unverified default"), default=False)

    class Meta:
        verbose_name = _("rule for hosts")
        verbose_name_plural = _("rules for hosts")
        constraints = [
            models.CheckConstraint(
                condition=Q(dormant_days__gt=0, target_fen__gt=0), name="hosts_rule_positive"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")) | Q(valid_to=None),
                name="hosts_rule_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["valid_from", "place_code"], name="hosts_rule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place_code or '*'} {self.valid_from}"


class Path(models.Model):
    """One person's way to hosting shows, from the application on."""

    member = models.ForeignKey("roster.Member", models.PROTECT, related_name="+")
    place_code = models.CharField(_("place"), max_length=12)
    """Where they live, their village mostly; its county's clerks decide."""
    goods = models.CharField(_("what they would show"), max_length=120)
    words = models.TextField(_("why"), max_length=600, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.APPLIED)
    since = models.DateTimeField(_("in this state since"))
    key = models.UUIDField(_("key"), unique=True)
    made_at = models.DateTimeField(_("applied at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    """The applicant's own account, or who wrote it down for them."""
    cohort = models.ForeignKey(
        "training.Cohort", models.PROTECT, null=True, related_name="+", verbose_name=_("class")
    )
    """The class that they passed."""
    diploma = models.OneToOneField("diplomas.Diploma", models.PROTECT, null=True, related_name="+")
    certified_at = models.DateTimeField(_("diploma given at"), null=True)
    last_show_at = models.DateTimeField(_("last show"), null=True)
    first_sale_at = models.DateTimeField(_("first sale"), null=True)
    """When the first order of a show of theirs after the diploma was paid."""
    is_demo = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("path of a host")
        verbose_name_plural = _("paths of hosts")
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=~Q(state="left"), name="hosts_path_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["trained", "practised", "certified", "suspended"])
                | Q(cohort__isnull=False),
                name="hosts_path_has_class",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["certified", "suspended"])
                | Q(diploma__isnull=False, certified_at__isnull=False),
                name="hosts_path_has_diploma",
            ),
        ]
        indexes = [
            # The text_pattern_ops let it answer "lies under" (code like '1308%').
            models.Index(
                fields=["place_code"], opclasses=["text_pattern_ops"], name="hosts_path_place"
            ),
            models.Index(fields=["state", "since"], name="hosts_path_waits"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"


class Check(models.Model):
    """What a clerk looked at before admitting somebody."""

    path = models.ForeignKey(Path, models.PROTECT, related_name="checks")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    age = models.PositiveSmallIntegerField(_("age"))
    """Completed years on that day, by the ID number in the roster."""
    saw_identity = models.BooleanField(_("ID card seen and compared with the roster"))
    consent = models.ForeignKey(
        "roster.Consent", models.PROTECT, null=True, related_name="+", verbose_name=_("consent")
    )
    """The guardian's, with its paper; for those under 18."""

    class Meta:
        verbose_name = _("check of an application")
        verbose_name_plural = _("checks of applications")
        constraints = [
            models.CheckConstraint(condition=Q(age__gte=16), name="hosts_check_age"),
            models.CheckConstraint(condition=Q(saw_identity=True), name="hosts_check_identity"),
            models.CheckConstraint(
                condition=Q(age__gte=18) | Q(consent__isnull=False), name="hosts_check_guardian"
            ),
        ]


class PracticeSale(models.Model):
    """One practice sale, with what a teacher ticked of it."""

    path = models.ForeignKey(Path, models.PROTECT, related_name="practices")
    key = models.UUIDField(_("key"), unique=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    sale = models.ForeignKey("live.Sale", models.PROTECT, null=True, related_name="+")
    """The show or rehearsal, where it was one of this platform."""
    light = models.BooleanField(_("Light: face and goods are well lit"))
    sound = models.BooleanField(_("Sound: every word is understood"))
    truth = models.BooleanField(_("Said price and origin, both true"))
    plain = models.BooleanField(_("No absolute terms (best, first, national grade)"))
    refund = models.BooleanField(_("Answered a question about returns rightly"))
    words = models.CharField(_("what to work on"), max_length=300, blank=True)
    is_passed = models.GeneratedField(
        expression=ExpressionWrapper(
            Q(light=True, sound=True, truth=True, plain=True, refund=True),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("practice sale")
        verbose_name_plural = _("practice sales")


class Step(models.Model):
    """What happened on a path: when, by whom, why. The database moves the path with it."""

    path = models.ForeignKey(Path, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(_("number"))
    what = models.CharField(_("step"), max_length=8, choices=What)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    """Nobody where it followed from a class that was passed."""
    reason = models.CharField(_("reason"), max_length=8, choices=Reason, blank=True)
    words = models.CharField(_("in words"), max_length=300, blank=True)

    class Meta:
        ordering = ["path", "number"]
        verbose_name = _("step of a path")
        verbose_name_plural = _("steps of paths")
        constraints = [
            models.UniqueConstraint(fields=["path", "number"], name="hosts_step_once"),
            models.CheckConstraint(
                condition=(Q(what="refuse") & ~Q(reason="")) | (~Q(what="refuse") & Q(reason="")),
                name="hosts_step_refused_why",
            ),
            models.CheckConstraint(
                condition=~Q(what__in=["refuse", "appeal", "suspend", "resume"]) | ~Q(words=""),
                name="hosts_step_in_words",
            ),
            models.CheckConstraint(
                condition=Q(what="train") | Q(by__isnull=False), name="hosts_step_by_somebody"
            ),
        ]


class Month(models.Model):
    """A host's month: what was shown, sold and earned. Money by the day it was booked, in fen."""

    path = models.ForeignKey(Path, models.PROTECT, related_name="months", db_index=False)
    month = models.DateField(_("month"))
    """Its first day, in China."""
    shows = models.PositiveIntegerField(_("shows"), default=0)
    live_s = models.PositiveIntegerField(_("seconds live"), default=0)
    viewers = models.PositiveIntegerField(_("viewers (UV)"), default=0)
    entries = models.PositiveIntegerField(_("entries (PV)"), default=0)
    orders = models.PositiveIntegerField(_("orders paid"), default=0)
    paid_fen = models.PositiveBigIntegerField(_("paid by buyers"), default=0)
    refunded_fen = models.PositiveBigIntegerField(_("given back to buyers"), default=0)
    own_fen = models.BigIntegerField(_("of it their own goods"), default=0)
    """Paid less given back, for goods of producers that are the host's."""
    others_fen = models.BigIntegerField(_("of it others' goods"), default=0)
    host_fen = models.BigIntegerField(_("settled to them as host"), default=0)
    farmer_fen = models.BigIntegerField(_("settled to them as farmer"), default=0)
    other_fen = models.BigIntegerField(_("settled to them for packing and freight"), default=0)
    """Passes through: no income."""
    net_fen = models.GeneratedField(
        expression=F("host_fen") + F("farmer_fen"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    counted_at = models.DateTimeField(_("counted at"))
    ledger_id = models.BigIntegerField(_("counted up to this transaction of the ledger"))
    closed_at = models.DateTimeField(_("month closed at"), null=True)
    """The ledger's month was closed before it was counted the last time: it stays."""

    class Meta:
        ordering = ["path", "month"]
        verbose_name = _("month of a host")
        verbose_name_plural = _("months of hosts")
        constraints = [
            models.UniqueConstraint(fields=["path", "month"], name="hosts_month_once"),
            models.CheckConstraint(
                condition=Q(own_fen=F("paid_fen") - F("refunded_fen") - F("others_fen")),
                name="hosts_month_own_and_others",
            ),
        ]
        indexes = [models.Index(fields=["month"], include=["net_fen"], name="hosts_month_when")]
