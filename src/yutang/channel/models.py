"""Tables of the channel room: channels, checklists, what cities recommend, what came of it.

States move only along their arrows, what is decided stands, and nobody decides what they
recommended: the database refuses the rest (migration 0002).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.plumbing.reader import reads_english


class Channel(models.Model):
    """A place where goods that were checked are shown, under its owner's name."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    owner = models.CharField(_("who runs it"), max_length=60)
    told = models.CharField(_("what it is"), max_length=300, blank=True)
    is_demo = models.BooleanField(_("invented for the demo"), default=False)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")

    def __str__(self) -> str:
        return self.name


class Checklist(models.Model):
    """A version of what a channel's goods are checked for; the newest that began counts."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="checklists", db_index=False)
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("where it is from"), max_length=200)
    is_verified = models.BooleanField(_("is verified"), default=False)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("checklist of a channel")
        verbose_name_plural = _("checklists of a channel")
        constraints = [
            models.UniqueConstraint(fields=["channel", "version"], name="channel_checklist_once"),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id} v{self.version}"


class Question(models.Model):
    """A line of a checklist."""

    checklist = models.ForeignKey(
        Checklist, models.PROTECT, related_name="questions", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12)
    class_code = models.CharField(_("for goods of class"), max_length=6, blank=True)
    zh = models.CharField(_("question"), max_length=120)
    en = models.CharField(_("question in English"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["checklist", "position"], name="channel_question_once"),
        ]

    @property
    def said(self) -> str:
        """The question in the reader's language."""
        return (reads_english() and self.en) or self.zh


class Recommendation(models.Model):
    """A list of goods that a city puts forward to a channel."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="recommendations")
    city_code = models.CharField(_("city"), max_length=4)
    checklist = models.ForeignKey(Checklist, models.PROTECT, null=True, related_name="+")
    """The version by which its goods are checked: that of the day it was sent."""
    contact_sealed = models.BinaryField()
    contact_shown = models.CharField(_("contact"), max_length=24)
    made_at = models.DateTimeField(_("begun at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent to the channel at"), null=True)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, checklist=None)
                | Q(sent_at__isnull=False, checklist__isnull=False),
                name="channel_recommendation_sent",
            ),
            models.CheckConstraint(
                condition=Q(city_code__regex=r"^[0-9]{4}$"), name="channel_recommendation_city"
            ),
        ]
        indexes = [
            models.Index(
                fields=["city_code", "-id"],
                opclasses=["text_pattern_ops", "int8_ops"],
                name="channel_recommendation_city",
            ),
        ]


class CandidateState(models.TextChoices):
    DRAFT = "draft", _("being written")
    WAITING = "waiting", _("being checked")
    ADMITTED = "admitted", _("admitted")
    REFUSED = "refused", _("not admitted")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Candidate(models.Model):
    """A good on a recommendation, and what was decided about it."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="candidates")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey("goods.Product", models.PROTECT, related_name="candidates")
    batch = models.ForeignKey("goods.Batch", models.PROTECT, related_name="+")
    county_code = models.CharField(_("county"), max_length=6)
    supply_kg = models.PositiveIntegerField(_("supply of a year in kg"))
    price_fen = models.PositiveIntegerField(_("price of a unit"))
    marks = models.CharField(_("marks claimed"), max_length=200, blank=True)
    earlier = models.OneToOneField("self", models.PROTECT, null=True, related_name="later")
    """What was recommended of the same good before, and refused or taken back."""
    state = models.CharField(
        _("state"), max_length=9, choices=CandidateState, default=CandidateState.DRAFT
    )
    recommended_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided on"), null=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "product"],
                condition=Q(state__in=["draft", "waiting"]),
                name="channel_candidate_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["admitted", "refused"])
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(decided_by=F("recommended_by")),
                name="channel_candidate_by_another",
            ),
            models.CheckConstraint(
                condition=Q(supply_kg__gt=0, price_fen__gt=0), name="channel_candidate_amounts"
            ),
        ]


class Answer(models.Model):
    """The answer to a question about a candidate. No `by`: the register gave it, as it decided."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="answers", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="+", db_index=False)
    passed = models.BooleanField(_("yes"))
    zh = models.CharField(_("what was seen"), max_length=200, blank=True)
    en = models.CharField(_("what was seen, in English"), max_length=200, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("answer to a question")
        verbose_name_plural = _("answers to questions")
        constraints = [
            models.UniqueConstraint(fields=["candidate", "question"], name="channel_answer_once"),
        ]


class ListingState(models.TextChoices):
    LISTED = "listed", _("listed")
    SUSPENDED = "suspended", _("suspended")
    OFF = "off", _("taken off")


class Listing(models.Model):
    """An admitted good that the channel shows; what happened to it is in its steps."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="listing")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="listings", db_index=False)
    product = models.ForeignKey("goods.Product", models.PROTECT, related_name="listings")
    county_code = models.CharField(_("county"), max_length=6)
    state = models.CharField(
        _("state"), max_length=9, choices=ListingState, default=ListingState.LISTED
    )

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "product"],
                condition=~Q(state="off"),
                name="channel_listing_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county_code"],
                opclasses=["text_pattern_ops"],
                condition=Q(state="listed"),
                name="channel_listing_county",
            ),
            models.Index(fields=["channel", "state", "county_code"], name="channel_listing_shown"),
        ]


class ListingStep(models.Model):
    """What was done with a listing, why, and by whom."""

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="steps")
    to = models.CharField(_("became"), max_length=9, choices=ListingState)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("step of a listing")
        verbose_name_plural = _("steps of listings")


class CountyList(models.Model):
    """A list of counties that somebody brought, as the 832 poor counties of the nation."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("national")
        PROVINCE = "province", _("of a province")

    name = models.CharField(_("name"), max_length=60, unique=True)
    level = models.CharField(_("level"), max_length=8, choices=Level)
    source = models.CharField(_("where it is from"), max_length=200)
    file_digest = models.CharField(max_length=64)
    """SHA-256 of the file it was last read from; the file is kept."""
    at = models.DateTimeField(_("last brought at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("county list")
        verbose_name_plural = _("county lists")

    def __str__(self) -> str:
        return self.name


class ListedCounty(models.Model):
    """A county on a list, by today's code, as the list wrote it."""

    class Join(models.TextChoices):
        CODE = "code", _("code and name")
        RENAMED = "renamed", _("code; its unit has changed")
        NAME = "name", _("name; its code has changed")

    county_list = models.ForeignKey(
        CountyList, models.PROTECT, related_name="counties", db_index=False
    )
    code = models.CharField(_("code"), max_length=6)
    exit_year = models.PositiveSmallIntegerField(_("left the list in"), null=True)
    written_code = models.CharField(_("code as written"), max_length=12, blank=True)
    written_name = models.CharField(_("name as written"), max_length=60, blank=True)
    join = models.CharField(_("joined by"), max_length=7, choices=Join)

    class Meta:
        verbose_name = _("county on a list")
        verbose_name_plural = _("counties on lists")
        constraints = [
            models.UniqueConstraint(fields=["county_list", "code"], name="channel_listed_once"),
            models.CheckConstraint(
                condition=Q(exit_year=None) | Q(exit_year__range=(1986, 2100)),
                name="channel_listed_year",
            ),
        ]
        indexes = [models.Index(fields=["code"], name="channel_listed_code")]
