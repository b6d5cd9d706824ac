"""Tables of the roster room: persons in programmes, what they agreed to, which two are one.

What could harm a person is sealed (`plumbing.seal`); digests, keyed, find it again. A poverty class
is sealed too; its mark only tells which persons are of the same class, so that they can be
counted without being opened.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.places.records import Entered


class Gender(models.TextChoices):
    FEMALE = "f", _("woman")
    MALE = "m", _("man")


class PovertyClass(models.TextChoices):
    UNSTABLE = "unstable", _("out of poverty, not stable")
    MARGINAL = "marginal", _("on the margin of poverty")
    SUDDEN = "sudden", _("in sudden serious hardship")


class HowGiven(models.TextChoices):
    PAPER = "paper", _("in person, on paper")
    ACCOUNT = "account", _("by their own account")


class Member(Entered):
    """A person in programmes, with or without an account."""

    name_sealed = models.BinaryField()
    name_digest = models.BinaryField(max_length=32)
    name_masked = models.CharField(_("name"), max_length=4)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True)
    birth_on = models.DateField(_("born on"), null=True, blank=True)
    place_code = models.CharField(_("lives in"), max_length=12)
    """Their village, or the town or county where no more is known."""
    id_sealed = models.BinaryField(null=True)
    id_digest = models.BinaryField(null=True, max_length=32)
    id_tail = models.CharField(_("last digits"), max_length=4, blank=True)
    mobile_sealed = models.BinaryField(null=True)
    mobile_digest = models.BinaryField(null=True, max_length=32)
    mobile_tail = models.CharField(_("last digits"), max_length=4, blank=True)
    bank_sealed = models.BinaryField(null=True)
    bank_tail = models.CharField(_("last digits"), max_length=4, blank=True)
    health_sealed = models.BinaryField(null=True)
    poverty_sealed = models.BinaryField(null=True)
    """Class and number in the register of those who might fall back, as JSON."""
    poverty_mark = models.BinaryField(null=True, max_length=32)
    poverty_until = models.DateField(_("poverty status valid until"), null=True, blank=True)
    account = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        verbose_name = _("person on the roster")
        verbose_name_plural = _("persons on the roster")
        constraints = [
            models.UniqueConstraint(
                fields=["id_digest"],
                condition=Q(id_digest__isnull=False, merged_into=None),
                name="roster_member_id_once",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(account__isnull=False, merged_into=None),
                name="roster_member_account_once",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="roster_member_not_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(gender__in=["", *Gender.values]), name="roster_member_gender"
            ),
            models.CheckConstraint(
                condition=Q(place_code__regex=r"^[0-9]{6}([0-9]{3}([0-9]{3})?)?$"),
                name="roster_member_place",
            ),
            models.CheckConstraint(
                condition=Q(id_sealed=None, id_digest=None)
                | Q(id_sealed__isnull=False, id_digest__isnull=False),
                name="roster_member_id_found_again",
            ),
            models.CheckConstraint(
                condition=Q(poverty_sealed=None, poverty_mark=None)
                | Q(poverty_sealed__isnull=False, poverty_mark__isnull=False),
                name="roster_member_poverty_marked",
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_code", "id"],
                opclasses=["text_pattern_ops", "int8_ops"],
                name="roster_member_place_idx",
            ),
            models.Index(fields=["name_digest"], name="roster_member_name"),
            models.Index(
                fields=["mobile_digest"],
                condition=Q(mobile_digest__isnull=False),
                name="roster_member_mobile",
            ),
        ]

    def __str__(self) -> str:
        return self.name_masked


class Stay(models.Model):
    """A place beside their home where a person takes part: who works there sees them too."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="stays")
    place_code = models.CharField(_("takes part in"), max_length=12)
    since = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("place where a person takes part")
        verbose_name_plural = _("places where persons take part")
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "member"],
                opclasses=["text_pattern_ops", "int8_ops"],
                name="roster_stay_once",
            ),
        ]


class Consent(models.Model):
    """What a person, or their guardian, agreed to. Withdrawn is added; nothing is changed."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="consents", db_index=False)
    purpose = models.CharField(_("purpose"), max_length=12)
    version = models.CharField(_("version of the text"), max_length=10)
    given_on = models.DateField(_("given on"))
    until = models.DateField(_("valid until"))
    how = models.CharField(_("how"), max_length=7, choices=HowGiven)
    guardian_sealed = models.BinaryField(null=True)
    guardian_masked = models.CharField(_("guardian"), max_length=4, blank=True)
    relation = models.CharField(_("relation"), max_length=20, blank=True)
    paper = models.CharField(_("SHA-256 of the paper"), max_length=64, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("given_on")), name="roster_consent_ends_later"
            ),
        ]
        indexes = [models.Index(fields=["member", "purpose"], name="roster_consent_of")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.until}"


class DoubleState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("merged")
    REFUSED = "refused", _("two persons")
    PARTED = "parted", _("parted again")


class Double(models.Model):
    """Two rows taken for one person; somebody else decides. `other` goes into `kept`."""

    kept = models.ForeignKey(Member, models.PROTECT, related_name="+")
    other = models.ForeignKey(Member, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=9, choices=DoubleState, default=DoubleState.PROPOSED
    )
    reason = models.CharField(_("why"), max_length=200)
    proposed_at = models.DateTimeField(_("proposed at"))
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    inherited = models.JSONField(_("what went over"), default=list)
    """Fields that `kept` did not have and took; parting takes them away again."""
    parted_at = models.DateTimeField(_("parted at"), null=True, blank=True)
    parted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    parted_reason = models.CharField(_("why parted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("double")
        verbose_name_plural = _("doubles")
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("other")), name="roster_double_of_two"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="roster_double_by_two",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by=None)
                | Q(~Q(state="proposed"), decided_by__isnull=False, decided_at__isnull=False),
                name="roster_double_decided",
            ),
            models.UniqueConstraint(
                fields=["other"],
                condition=Q(state__in=["proposed", "confirmed"]),
                name="roster_double_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} → {self.kept_id}"


class RosterImport(models.Model):
    """A list of persons that was brought in; the file itself is kept sealed (`plumbing.kept`)."""

    purpose = models.CharField(_("purpose"), max_length=12)
    file_name = models.CharField(_("file"), max_length=120)
    file_digest = models.CharField(_("SHA-256"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    added = models.PositiveIntegerField(_("new"))
    changed = models.PositiveIntegerField(_("changed"))
    same = models.PositiveIntegerField(_("the same"))
    refused = models.PositiveIntegerField(_("left out"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("import of persons")
        verbose_name_plural = _("imports of persons")
        indexes = [models.Index(fields=["by", "-at"], name="roster_import_by")]
