"""Tables of the diplomas room: what was given to whom, signed with which key, taken back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SigningKey(models.Model):
    """A key pair of this installation; the private part lies sealed in the data folder."""

    kid = models.CharField(_("key id"), max_length=43, unique=True)
    public = models.JSONField(_("public key"))
    """As a JWK (RFC 7517): ``{"kty": "EC", "crv": "P-256", "x": …, "y": …}``."""
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(_("retired at"), null=True)
    """Signs nothing new since; what it signed stays good."""
    distrusted_at = models.DateTimeField(_("distrusted at"), null=True)
    """Somebody else may have had it: what it signed is no longer good and is signed anew."""

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")

    def __str__(self) -> str:
        return self.kid


class Serial(models.Model):
    """The last number given by an office in a year."""

    place_code = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("diploma serial")
        verbose_name_plural = _("diploma serials")
        constraints = [
            models.UniqueConstraint(fields=["place_code", "year"], name="diplomas_serial_once")
        ]


class Diploma(models.Model):
    """What somebody was given on paper. Its words never change; a wrong one is replaced."""

    number = models.CharField(_("number"), max_length=24, unique=True)
    member = models.ForeignKey("roster.Member", models.PROTECT, null=True, related_name="diplomas")
    holder_sealed = models.BinaryField()
    """The full name as on the paper."""
    title_zh = models.CharField(_("what for, in Chinese"), max_length=60)
    title_en = models.CharField(_("what for, in English"), max_length=120)
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1)
    on = models.DateField(_("issued on"))
    place_code = models.CharField(_("issuer"), max_length=12)
    programme = models.CharField(_("programme"), max_length=60, blank=True)
    cause = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    """Of one cause, one diploma a key: ``training.class``, ``17:203``."""
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("diploma")
        verbose_name_plural = _("diplomas")
        constraints = [
            models.UniqueConstraint(fields=["cause", "key"], name="diplomas_diploma_once"),
            models.CheckConstraint(condition=Q(hours__gte=0), name="diplomas_diploma_hours"),
            models.CheckConstraint(
                condition=Q(place_code__regex=r"^[0-9]{2,12}$"), name="diplomas_diploma_place"
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_code"],
                opclasses=["text_pattern_ops"],
                name="diplomas_diploma_issuer",
            )
        ]

    def __str__(self) -> str:
        return self.number


class Signature(models.Model):
    """A diploma's claims, signed: the text of its code. The newest of a trusted key is printed."""

    diploma = models.ForeignKey(Diploma, models.PROTECT, related_name="signatures")
    signing_key = models.ForeignKey(SigningKey, models.PROTECT, related_name="signatures")
    jws_sealed = models.BinaryField()
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["diploma", "signing_key"], name="diplomas_signature_once"
            )
        ]


class Revocation(models.Model):
    """A diploma taken back: one clerk asks with a reason, another one confirms it."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a second person")
        CONFIRMED = "confirmed", _("revoked")
        DROPPED = "dropped", _("dropped")

    diploma = models.ForeignKey(Diploma, models.PROTECT, related_name="revocations")
    reason = models.CharField(_("reason"), max_length=200)
    holder_sealed = models.BinaryField(null=True)
    """The name as it should be, where the diploma is to be replaced by a right one."""
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    replacement = models.OneToOneField(Diploma, models.PROTECT, null=True, related_name="replaces")

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        constraints = [
            models.UniqueConstraint(
                fields=["diploma"],
                condition=~Q(state="dropped"),
                name="diplomas_revocation_once",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None, decided_at=None)
                | Q(~Q(state="asked"), decided_by__isnull=False, decided_at__isnull=False),
                name="diplomas_revocation_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(decided_by=F("asked_by")),
                name="diplomas_revocation_two",
            ),
            models.CheckConstraint(
                condition=Q(replacement=None) | Q(state="confirmed", holder_sealed__isnull=False),
                name="diplomas_revocation_replaces",
            ),
        ]
