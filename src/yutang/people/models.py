"""Tables of the people room. Mobile numbers are sealed and found by their digest."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from yutang.people.rules import GrantView


class Role(models.TextChoices):
    """What a person may do, always for a place or a sale; everybody may buy."""

    HOST = "host", _("Host")
    PRODUCER = "producer", _("Producer")
    TEACHER = "teacher", _("Teacher")
    DOCTOR = "doctor", _("Village doctor")
    ASSESSOR = "assessor", _("Assessor of insurance cases")
    HELPER = "helper", _("Village helper")
    CLERK = "clerk", _("County clerk")
    OFFICER = "officer", _("Programme officer")
    OPERATOR = "operator", _("Operator")


class People(BaseUserManager["Person"]):
    """Django asks for this door; persons are made by `actions.sign_in` and `actions.enrol`."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(mobile_digest=bytes.fromhex(username or ""))


class Person(AbstractBaseUser):
    """Somebody with an account: a mobile number, a name to show, perhaps a password."""

    mobile_digest = models.BinaryField(max_length=32, unique=True, editable=False)
    mobile_sealed = models.BinaryField(editable=False)
    mobile_tail = models.CharField(_("last digits"), max_length=4)
    name = models.CharField(_("name shown"), max_length=40)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_demo = models.BooleanField(_("demo account"), default=False)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    is_asking: bool = False
    """Came with a request (`sessions.Door`), which ends before anything grows old."""
    known_grants: tuple[GrantView, ...] | None = None
    """What `access.grants` found last."""

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "mobile_digest"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    @property
    def mobile_masked(self) -> str:
        """``138****1234`` with only the tail known to readers."""
        return f"*******{self.mobile_tail}"

    def get_full_name(self) -> str:
        """Return the name shown; Django's office asks by this word."""
        return self.name

    get_short_name = get_full_name

    @cached_property
    def _office_roles(self) -> list[tuple[str, str]]:
        """Roles that open the office, with their places: asked once a request."""
        held = self.grants.filter(role__in=[Role.CLERK, Role.OPERATOR], ended_at__isnull=True)
        return list(held.values_list("role", "place_code")) if self.is_active else []

    @property
    def is_staff(self) -> bool:
        """May enter the office: operators, and clerks for what lies in their places."""
        return bool(self._office_roles)

    def has_perm(self, _perm: str, _obj: object = None) -> bool:
        """Return whether the office lets this person see what knows no bounds.

        All or nothing: operators of the whole country.
        """
        return (Role.OPERATOR, "") in self._office_roles

    def has_module_perms(self, _room: str) -> bool:
        """Return whether the office shows this person all of a room's registers."""
        return self.has_perm("")


class Grant(models.Model):
    """A role given to a person for a place (and all that lies under it)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    place_code = models.CharField(
        _("place code"),
        max_length=12,
        blank=True,
        help_text=_("2 to 12 digits; empty means the whole country (operators only)"),
    )
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="grants_given"
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "place_code"],
                condition=Q(ended_at=None),
                name="people_grant_once",
            ),
            models.CheckConstraint(
                condition=~Q(place_code="") | Q(role=Role.OPERATOR),
                name="people_grant_needs_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.place_code}"


class Code(models.Model):
    """A one-time code sent to a mobile number; only its digest is kept."""

    mobile_digest = models.BinaryField(max_length=32)
    address_digest = models.BinaryField(max_length=32, null=True)
    code_digest = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["mobile_digest", "-sent_at"], name="people_code_latest"),
            models.Index(fields=["address_digest", "-sent_at"], name="people_code_address"),
        ]


class PasswordTry(models.Model):
    """A password tried and not (yet) found right; they lock the number and the address."""

    at = models.DateTimeField()
    mobile_digest = models.BinaryField(max_length=32)
    address_digest = models.BinaryField(max_length=32, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["mobile_digest", "-at"], name="people_try_number"),
            models.Index(fields=["address_digest", "-at"], name="people_try_address"),
        ]


class InboxMessage(models.Model):
    """A text message of the development inbox: shown on a page instead of being sent."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    mobile_sealed = models.BinaryField()
    mobile_tail = models.CharField(max_length=4)
    text_sealed = models.BinaryField()


class Passkey(models.Model):
    """A WebAuthn credential of a person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    label = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)


class RevokedPass(models.Model):
    """A pass taken back before its end; the gates keep these in memory."""

    pass_id = models.CharField(max_length=24, primary_key=True)
    expires_at = models.DateTimeField()


class Opening(models.Model):
    """Somebody opened sealed personal data: who, whose, what, why, when."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="openings_made")
    of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="openings_suffered")
    what = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, help_text="the record, as room:id")
    reason = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        indexes = [models.Index(fields=["subject", "-at"], name="people_opening_subject")]

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"
