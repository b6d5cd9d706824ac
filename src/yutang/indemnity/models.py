"""Tables of the indemnity room.

A case keeps the number of every stage it went through: stages are only added, and the state moves
along its arrows; the public ledger's entries are only added too, each sealed by the one before.
All this the database keeps (`migrations/0002_guards.py`).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.indemnity.rules import chain, life


class State(models.TextChoices):
    FILED = life.FILED, _("To be assessed")
    RETURNED = life.RETURNED, _("More papers needed")
    DIFFER = life.DIFFER, _("Two assessors differ")
    AGREED = life.AGREED, _("To be approved")
    APPROVED = life.APPROVED, _("Approved, being paid")
    PAID = life.PAID, _("Paid")
    REFUSED = life.REFUSED, _("Payment refused")
    APPEALED = life.APPEALED, _("Under appeal")
    CLOSED = life.CLOSED, _("Refused after appeal")
    DROPPED = life.DROPPED, _("Given up")


class PaperCode(models.TextChoices):
    """Codes of insurance rules; a test compares them."""

    IDENTITY = "identity", _("Identity card")
    BANK_CARD = "bank_card", _("Bank card or passbook")
    BILL = "bill", _("Hospital bill")
    SETTLEMENT = "settlement", _("Slip of the state insurance")
    DIAGNOSIS = "diagnosis", _("Diagnosis or discharge letter")
    SCHOOL_LETTER = "school_letter", _("Letter of admission to a school")
    BIRTH_CERTIFICATE = "birth_certificate", _("Birth certificate")
    OTHER = "other", _("Another paper")


class Refusal(models.TextChoices):
    """Why nothing is paid, as the person reads it."""

    NOT_COVERED = "not_covered", _("This is not what the plan covers.")
    OUTSIDE_PERIOD = "outside_period", _("It happened on a day without cover.")
    BELOW_DEDUCTIBLE = "below_deductible", _("Your own cost is not above the deductible.")
    YEAR_CAP = "year_cap", _("The most of this year is paid out already.")
    PAID_BEFORE = "paid_before", _("The same bill was paid before.")
    PAID_ELSEWHERE = "paid_elsewhere", _("Others have paid the whole bill.")
    PAPERS_DOUBTFUL = "papers_doubtful", _("The papers do not fit together.")
    PAPERS_MISSING = "papers_missing", _("Papers were asked for and did not come.")
    ANOTHER_PERSON = "another_person", _("The papers are about somebody else.")


class Outcome(models.TextChoices):
    PAY = life.PAY, _("Pay out")
    REFUSE = life.REFUSE, _("Pay nothing")


class Case(models.Model):
    """What an insured person asks of a plan after illness, birth or entering school."""

    OPEN_STATES: ClassVar = life.OPEN

    key = models.UUIDField(_("key"))
    """Made by the phone that filed it: sent twice, it is one case."""
    member = models.ForeignKey(
        "roster.Member", models.PROTECT, related_name="+", verbose_name=_("insured person")
    )
    enrolment = models.ForeignKey("insurance.Enrolment", models.PROTECT, related_name="+")
    policy = models.ForeignKey("insurance.Policy", models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", models.PROTECT, related_name="+")
    place_code = models.CharField(_("village"), max_length=12)
    event = models.CharField(_("insured event"), max_length=30)
    happened_on = models.DateField(_("first day"))
    ended_on = models.DateField(_("last day"))
    total_fen = models.PositiveBigIntegerField(_("bill in fen"))
    public_paid_fen = models.PositiveBigIntegerField(_("paid by the state in fen"))
    others_paid_fen = models.PositiveBigIntegerField(_("paid by others in fen"))
    details_sealed = models.BinaryField()
    """Hospital, diagnosis and the doctor's note, as JSON."""
    consent_on = models.DateField(_("agreed to the use of health papers on"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.FILED)
    since = models.DateTimeField(_("in this state since"))
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    """Papers asked for, or an appeal that is heard, begin another: two assess anew."""
    outcome = models.CharField(_("agreed outcome"), max_length=6, choices=Outcome, blank=True)
    agreed_fen = models.PositiveBigIntegerField(_("agreed in fen"), null=True)
    approved_fen = models.PositiveBigIntegerField(_("approved in fen"), null=True)
    payee = models.ForeignKey("shares.Payee", models.PROTECT, null=True, related_name="+")
    payout = models.CharField(_("payout that paid it"), max_length=20, blank=True)
    filed_at = models.DateTimeField(_("filed at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("insurance case")
        verbose_name_plural = _("insurance cases")
        constraints = [
            models.UniqueConstraint(fields=["made_by", "key"], name="indemnity_case_once"),
            models.CheckConstraint(
                condition=Q(total_fen__gte=F("public_paid_fen") + F("others_paid_fen")),
                name="indemnity_case_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("happened_on")), name="indemnity_case_days"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "paid"])
                | Q(approved_fen__gt=0, payee__isnull=False, outcome="pay"),
                name="indemnity_case_approved_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | ~Q(payout=""), name="indemnity_case_paid_says_how"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "place_code"], name="indemnity_case_worklist"),
            models.Index(fields=["place_code", "-filed_at"], name="indemnity_case_place"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people call it."""
        return f"{self.pk:06d}"

    @property
    def own_fen(self) -> int:
        """What the family paid itself."""
        return self.total_fen - self.public_paid_fen - self.others_paid_fen


class Paper(models.Model):
    """A photo of a document, sealed under its SHA-256 (plumbing/kept.py)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    code = models.CharField(_("paper"), max_length=20, choices=PaperCode)
    sha256 = models.CharField(max_length=64)
    of_sent = models.CharField(max_length=64, db_index=True)
    """SHA-256 of the photo as it was sent: the same photo in another case is seen."""
    size = models.PositiveIntegerField(_("bytes"))
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("paper of a case")
        verbose_name_plural = _("papers of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code", "of_sent"], name="indemnity_paper_once"
            ),
        ]


class Stage(models.Model):
    """One step of a case with its number: who, when, how much, why, by which figures."""

    class Name(models.TextChoices):
        ASKED = life.ASKED, _("Asked")
        DOCUMENTS = life.DOCUMENTS, _("Papers")
        ASSESSED = life.ASSESSED, _("Assessed")
        RECONCILED = life.RECONCILED, _("Difference settled")
        MORE = life.MORE, _("More papers asked for")
        APPROVED = life.STAGE_APPROVED, _("Approved")
        REFUSED = life.STAGE_REFUSED, _("Payment refused")
        APPEALED = life.STAGE_APPEALED, _("Appealed")
        DECIDED = life.DECIDED, _("Appeal decided")
        PAID = life.STAGE_PAID, _("Paid")
        CAME_BACK = life.CAME_BACK, _("Payment came back")
        DROPPED = life.GIVEN_UP, _("Given up")

    case = models.ForeignKey(Case, models.PROTECT, related_name="stages", db_index=False)
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("stage"), max_length=10, choices=Name)
    round = models.PositiveSmallIntegerField(_("round"))
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome, blank=True)
    amount_fen = models.PositiveBigIntegerField(_("amount in fen"))
    codes = models.JSONField(_("reasons"), default=list)
    figures = models.JSONField(_("figures it rests on"), default=dict)
    steps = models.JSONField(_("reckoning by the rule"), default=list)
    note_sealed = models.BinaryField(default=b"")
    by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Nobody where it follows from something else, as a payment does."""
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("stage of a case")
        verbose_name_plural = _("stages of cases")
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="indemnity_stage_position"),
            models.UniqueConstraint(
                fields=["case", "round", "by"],
                condition=Q(name="assessed"),
                name="indemnity_stage_one_word_each",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refuse") | Q(amount_fen=0),
                name="indemnity_stage_refused_is_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "at"], name="indemnity_stage_name"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.position} {self.name}"


class PublicEntry(models.Model):
    """A link of the public chain: totals of at least ten persons, or of donations."""

    class Kind(models.TextChoices):
        DONATED = chain.DONATED, _("Donations that arrived")
        GIVEN_BACK = chain.GIVEN_BACK, _("Donations given back")
        ENROLLED = chain.ENROLLED, _("People enrolled, with premiums")
        PAID = chain.PAID, _("Cases paid")
        CAME_BACK = chain.CAME_BACK, _("Payments that came back")

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    county = models.CharField(_("county"), max_length=6, blank=True)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("up to"))
    times = models.PositiveBigIntegerField(_("person-times"))
    persons = models.PositiveBigIntegerField(_("persons"))
    sum_fen = models.PositiveBigIntegerField(_("sum in fen"))
    body = models.TextField(_("as it is hashed"))
    previous = models.CharField(_("hash of the one before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64, unique=True)
    at = models.DateTimeField(_("appended at"))

    class Meta:
        verbose_name = _("entry of the public ledger")
        verbose_name_plural = _("entries of the public ledger")
        constraints = [
            models.UniqueConstraint(fields=["previous"], name="indemnity_publicentry_one_after"),
            models.CheckConstraint(
                condition=Q(kind__in=["donated", "given_back"], persons=0)
                | Q(persons__gte=chain.PERSONS_LEAST),
                name="indemnity_publicentry_ten",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class Counted(models.Model):
    """A row behind an entry, counted once: a stage, a register's enrolment, a donation."""

    entry = models.ForeignKey(PublicEntry, models.PROTECT, related_name="rows")
    source = models.CharField(_("kind of row"), max_length=10, choices=PublicEntry.Kind)
    row_id = models.BigIntegerField(_("row"))

    class Meta:
        verbose_name = _("row counted in the public ledger")
        verbose_name_plural = _("rows counted in the public ledger")
        constraints = [
            models.UniqueConstraint(fields=["source", "row_id"], name="indemnity_counted_once"),
        ]
