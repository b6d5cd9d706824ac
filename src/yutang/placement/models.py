"""Tables of the placement room.

An offer is public after a clerk has checked it, and while it is, its terms stay. Its row counts
whom it took, never more than it wanted. Steps and answers of follow-ups are only added to
(`migrations/0002_guards.py`).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class OfferKind(models.TextChoices):
    HOST = "host", _("Host of sales")
    PACKING = "packing", _("Packing and sending")
    SHOP = "shop", _("Running a shop")
    TEACHING = "teaching", _("Teaching")
    FARM = "farm", _("Farm work")
    INTERNSHIP = "internship", _("Internship")
    OTHER = "other", _("Other work")


class PayBasis(models.TextChoices):
    MONTH = "month", _("a month")
    DAY = "day", _("a day")
    SHARE = "share", _("a share of what is sold")
    NONE = "none", _("without pay")


class OfferState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CHECK = "check", _("With the county")
    RETURNED = "returned", _("Returned")
    PUBLIC = "public", _("On the board")
    CLOSED = "closed", _("Closed")


class Offer(models.Model):
    """Work that a county or a producer offers."""

    key = models.UUIDField(unique=True)
    place_code = models.CharField(_("where"), max_length=12)
    kind = models.CharField(_("kind"), max_length=10, choices=OfferKind)
    title = models.CharField(_("title"), max_length=60)
    about = models.TextField(_("what is to be done"))
    producer = models.ForeignKey(
        "goods.Producer", models.PROTECT, null=True, related_name="+", verbose_name=_("producer")
    )
    """Whose offer it is; none for an office's own."""
    offered_by = models.CharField(_("who offers it"), max_length=80)
    wanted = models.PositiveSmallIntegerField(_("number wanted"))
    hired = models.PositiveSmallIntegerField(_("taken"), default=0)
    pay_basis = models.CharField(_("pay"), max_length=5, choices=PayBasis)
    pay_from_fen = models.PositiveIntegerField(_("pay from"), default=0)
    pay_to_fen = models.PositiveIntegerField(_("pay to"), default=0)
    share_percent = models.PositiveSmallIntegerField(_("share, %"), default=0)
    housing = models.BooleanField(_("with housing"), default=False)
    age_least = models.PositiveSmallIntegerField(_("age at least"), default=16)
    until = models.DateField(_("apply until"))
    contact_sealed = models.BinaryField()
    state = models.CharField(_("state"), max_length=8, choices=OfferState, default=OfferState.DRAFT)
    since = models.DateTimeField(_("since"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", models.PROTECT, null=True, related_name="+"
    )
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("offer of work")
        verbose_name_plural = _("offers of work")
        constraints = [
            models.CheckConstraint(
                condition=Q(wanted__gte=1) & Q(hired__lte=F("wanted")), name="placement_offer_hired"
            ),
            models.CheckConstraint(
                condition=Q(age_least__gte=16), name="placement_offer_nobody_under_16"
            ),
            models.CheckConstraint(
                condition=Q(
                    pay_basis__in=["month", "day"],
                    pay_from_fen__gte=1,
                    pay_to_fen__gte=F("pay_from_fen"),
                    share_percent=0,
                )
                | Q(pay_basis="share", pay_from_fen=0, pay_to_fen=0, share_percent__range=(1, 100))
                | Q(
                    pay_basis="none",
                    kind="internship",
                    pay_from_fen=0,
                    pay_to_fen=0,
                    share_percent=0,
                ),
                name="placement_offer_pay",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-since"], name="placement_offer_board"),
            models.Index(
                fields=["place_code"], opclasses=["text_pattern_ops"], name="placement_offer_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OfferStep(models.Model):
    """One step in the life of an offer."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="steps")
    state = models.CharField(_("state"), max_length=8, choices=OfferState)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("step of an offer")
        verbose_name_plural = _("steps of offers")


class ApplicationState(models.TextChoices):
    APPLIED = "applied", _("Applied")
    INVITED = "invited", _("Invited")
    REFUSED = "refused", _("Not taken")
    HIRED = "hired", _("Taken")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")


class Application(models.Model):
    """A member asks for an offer's work."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="applications")
    member = models.ForeignKey("roster.Member", models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)
    words = models.TextField(_("what I can do"))
    contact_sealed = models.BinaryField()
    shows_diplomas = models.BooleanField(_("diplomas may be seen"))
    guardian_agrees = models.BooleanField(_("a guardian agrees"), default=False)
    state = models.CharField(
        _("state"), max_length=9, choices=ApplicationState, default=ApplicationState.APPLIED
    )
    since = models.DateTimeField(_("since"))
    at = models.DateTimeField(_("applied at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    """The member, or who helped."""

    class Meta:
        verbose_name = _("application for work")
        verbose_name_plural = _("applications for work")
        constraints = [
            models.UniqueConstraint(fields=["offer", "member"], name="placement_application_once"),
        ]


class ApplicationStep(models.Model):
    """One step of an application, with the reason told to the applicant."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="steps")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=9, choices=ApplicationState)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("step of an application for work")
        verbose_name_plural = _("steps of applications for work")


class Placement(models.Model):
    """Somebody began to work somewhere: through the board, or told by who found the place."""

    key = models.UUIDField(unique=True)
    member = models.ForeignKey("roster.Member", models.PROTECT, related_name="+")
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, related_name="placement"
    )
    programme = models.ForeignKey(
        "programmes.Programme", models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=OfferKind)
    employer = models.CharField(_("where they work"), max_length=80)
    place_code = models.CharField(_("place"), max_length=12)
    starts_on = models.DateField(_("begins on"))
    ended_on = models.DateField(_("ended on"), null=True)
    ended_why = models.CharField(_("why it ended"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("written down at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "employer", "starts_on"], name="placement_placement_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="") | Q(ended_on__gte=F("starts_on")),
                name="placement_placement_ends",
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_code"],
                opclasses=["text_pattern_ops"],
                name="placement_placement_place",
            ),
            models.Index(fields=["starts_on"], name="placement_placement_start"),
        ]


class FollowUp(models.Model):
    """What somebody said, or that they could not be asked, some months after a day."""

    class How(models.TextChoices):
        PHONE = "phone", _("by phone")
        IN_PERSON = "in_person", _("in person")

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        UNREACHED = "unreached", _("Not reached")
        DECLINED = "declined", _("Did not want to answer")

    key = models.UUIDField(unique=True)
    member = models.ForeignKey("roster.Member", models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, models.PROTECT, null=True, related_name="follow_ups")
    """None when it is asked after a class, not after a beginning of work."""
    counted_from = models.DateField(_("counted from"))
    months = models.PositiveSmallIntegerField(_("months after"))
    how = models.CharField(_("how"), max_length=9, choices=How)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    still_there = models.BooleanField(_("still there"), null=True)
    has_shop = models.BooleanField(_("opened a shop"), null=True)
    has_sold = models.BooleanField(_("has sold"), null=True)
    month_fen = models.PositiveIntegerField(_("earned a month"), null=True)
    words = models.CharField(_("words"), max_length=300, blank=True)
    at = models.DateTimeField(_("asked at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = [
            models.CheckConstraint(
                condition=Q(months__in=[3, 6, 12]), name="placement_follow_up_months"
            ),
            models.CheckConstraint(
                condition=Q(outcome="answered")
                | Q(still_there=None, has_shop=None, has_sold=None, month_fen=None),
                name="placement_follow_up_answers",
            ),
        ]
        indexes = [
            models.Index(
                fields=["member", "counted_from", "months"], name="placement_follow_up_of"
            ),
        ]
