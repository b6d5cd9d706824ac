"""Tables of the training room.

A cohort is a class of a programme; persons are enrolled in it, and attend its sessions. What was
decided of an enrolment, done with an attendance and judged of a person is only added to. The
arrows of enrolments are kept by the database too (`migrations/0002_guards.py`).
"""

import uuid

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yutang.places.records import VersionForPlace


def private_files() -> Storage:
    """Return where files lie that only a page hands out."""
    return storages["private"]


class KindName(models.TextChoices):
    HOST = "host", _("Hosts of village shows")
    COUNTY_HEAD = "county_head", _("County heads' seminar")
    TAOBAO = "taobao", _("Taobao University course")
    DUAL = "dual", _("Dual-teacher course")
    CLOUD = "cloud", _("Cloud computing certificate")
    QINGCHENG = "qingcheng", _("Qingcheng plan")


class School(models.Model):
    """A school or training base that has classes."""

    name = models.CharField(_("name"), max_length=60)
    place_code = models.CharField(_("place"), max_length=12)
    is_vocational = models.BooleanField(_("vocational school"), default=False)
    made_at = models.DateTimeField(_("registered at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["place_code", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place_code", "name"], name="training_school_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Rule(VersionForPlace):
    """What a class of a kind asks of who completes it: one version, for a place and all in it."""

    kind = models.CharField(_("kind"), max_length=12, choices=KindName)
    attendance_percent = models.PositiveSmallIntegerField(_("sessions attended, %"))
    needs_exam = models.BooleanField(_("exam passed"))
    needs_assignments = models.BooleanField(_("assignments passed"))
    practices = models.PositiveSmallIntegerField(_("practices done"))
    source = models.TextField(_("source of the rule"))
    is_unverified = models.BooleanField(_("unverified default"), default=False)
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("completion rule")
        verbose_name_plural = _("completion rules")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "place_code", "valid_from"], name="training_rule_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="training_rule_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(attendance_percent__lte=100), name="training_rule_percent"
            ),
        ]


class Cohort(models.Model):
    """A class: who learns what together, from when until when, with how many seats."""

    class State(models.TextChoices):
        OPEN = "open", _("Takes people")
        ENDED = "ended", _("Class ended")
        CANCELLED = "cancelled", _("Cancelled")

    programme = models.ForeignKey(
        "programmes.Programme", models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    course = models.ForeignKey(
        "courses.Course", models.PROTECT, null=True, related_name="+", verbose_name=_("course")
    )
    school = models.ForeignKey(
        School, models.PROTECT, null=True, related_name="cohorts", verbose_name=_("school")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=KindName)
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=80, blank=True)
    place_code = models.CharField(_("place"), max_length=12)
    """For whom it is, and whose clerks run it."""
    held_at = models.CharField(_("where it is held"), max_length=80)
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    seats = models.PositiveIntegerField(_("seats"))
    admits_at_once = models.BooleanField(_("admits whoever asks while there are seats"))
    rule = models.ForeignKey(
        Rule, models.PROTECT, related_name="cohorts", verbose_name=_("completion rule")
    )
    """The version in force when the class was set up; it stays."""
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(_("set up at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="training_cohort_days"
            ),
            models.CheckConstraint(condition=Q(seats__gt=0), name="training_cohort_seats"),
        ]
        indexes = [
            # The text_pattern_ops let it answer "lies under" (code like '1308%').
            models.Index(
                fields=["place_code"], opclasses=["text_pattern_ops"], name="training_cohort_place"
            ),
            models.Index(fields=["state", "begins_on"], name="training_cohort_open"),
        ]

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """One lesson of a class at its hour, in a room or online."""

    class Mode(models.TextChoices):
        ROOM = "room", _("In the room")
        ONLINE = "online", _("Only online")
        BOTH = "both", _("In the room and online")

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sessions")
    title = models.CharField(_("title"), max_length=60)
    starts_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    mode = models.CharField(_("where"), max_length=6, choices=Mode, default=Mode.ROOM)
    room = models.CharField(_("room"), max_length=60, blank=True)
    link = models.URLField(_("link for those online"), max_length=200, blank=True)
    is_practice = models.BooleanField(_("practice"), default=False)
    secret_sealed = models.BinaryField()
    """From it and the half minute follow the codes with which people attend."""
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "starts_at"],
                condition=Q(cancelled_at=None),
                name="training_session_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="training_session_lasts"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="training_session_when")]

    def __str__(self) -> str:
        return self.title


class SessionTeacher(models.Model):
    """Who teaches a session, and as what; one with an account takes the attendance."""

    class Part(models.TextChoices):
        LOCAL = "local", _("Teacher in the room")
        REMOTE = "remote", _("Remote teacher")
        ASSISTANT = "assistant", _("Assistant")

    session = models.ForeignKey(Session, models.CASCADE, related_name="teachers")
    part = models.CharField(_("as"), max_length=9, choices=Part)
    name = models.CharField(_("name"), max_length=40)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("teacher of a session")
        verbose_name_plural = _("teachers of sessions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "part", "name"], name="training_teacher_once"
            ),
        ]


class ListImport(models.Model):
    """A list of people that was brought in for a class."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="imports")
    file_name = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    added = models.PositiveIntegerField(_("new"), default=0)
    same = models.PositiveIntegerField(_("the same"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("list brought in")
        verbose_name_plural = _("lists brought in")


class EnrolmentState(models.TextChoices):
    ASKED = "asked", _("Asked for")
    WAITING = "waiting", _("On the waiting list")
    ADMITTED = "admitted", _("Has a seat")
    ATTENDING = "attending", _("Attending")
    COMPLETED = "completed", _("Completed")
    FAILED = "failed", _("Not completed yet")
    LEFT = "left", _("Left the class")
    REFUSED = "refused", _("Not admitted")


class Enrolment(models.Model):
    """A person in a class, once; where they stand follows its arrows."""

    class How(models.TextChoices):
        SELF = "self", _("by themselves")
        HELPER = "helper", _("by a helper")
        LIST = "list", _("from a list")

    class Joins(models.TextChoices):
        STUDENT = "student", _("Student")
        TEACHER = "teacher", _("Teacher who learns")

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments", db_index=False)
    member = models.ForeignKey("roster.Member", models.PROTECT, related_name="+")
    joins_as = models.CharField(_("joins as"), max_length=7, choices=Joins, default=Joins.STUDENT)
    state = models.CharField(_("state"), max_length=9, choices=EnrolmentState)
    since = models.DateTimeField(_("in this state since"))
    asked_at = models.DateTimeField(_("asked at"))
    """The order of the waiting list."""
    how = models.CharField(_("enrolled"), max_length=6, choices=How)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    brought = models.ForeignKey(
        ListImport, models.PROTECT, null=True, related_name="enrolments", db_index=False
    )
    gender = models.CharField(_("gender"), max_length=1, blank=True)
    age = models.PositiveSmallIntegerField(_("age when the class begins"), null=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "member"], name="training_enrolment_once"),
        ]
        indexes = [
            models.Index(fields=["cohort", "state", "asked_at"], name="training_enrolment_queue"),
        ]


class EnrolmentStep(models.Model):
    """How an enrolment came from one state to the next."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="steps")
    state = models.CharField(_("state"), max_length=9, choices=EnrolmentState)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("step of an enrolment")
        verbose_name_plural = _("steps of enrolments")
        ordering = ["id"]


class How(models.TextChoices):
    QR = "qr", _("code scanned")
    CODE = "code", _("code typed")
    LIST = "list", _("ticked by the teacher")
    REMOTE = "remote", _("remotely")


class Attendance(models.Model):
    """Somebody was at a session: once; as the last of its acts left it."""

    class State(models.TextChoices):
        PRESENT = "present", _("Present")
        LATE = "late", _("Late sync, to be confirmed")
        UNDONE = "undone", _("Taken back")

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances", db_index=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances")
    state = models.CharField(_("state"), max_length=7, choices=State)
    how = models.CharField(_("how"), max_length=6, choices=How)
    at = models.DateTimeField(_("when"))
    """When the code was shown or the list was ticked: of the code's own half minute if scanned."""
    claimed_at = models.DateTimeField(_("when, as the device says"), null=True)
    came_at = models.DateTimeField(_("when it reached us"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "enrolment"], name="training_attendance_once"
            ),
        ]


class AttendanceAct(models.Model):
    """What was done with an attendance: marked, confirmed, taken back; by whom."""

    class Act(models.TextChoices):
        MARK = "mark", _("marked as present")
        LATE = "late", _("came late over the line")
        CONFIRM = "confirm", _("confirmed")
        UNDO = "undo", _("was taken back")

    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="acts")
    act = models.CharField(_("act"), max_length=7, choices=Act)
    how = models.CharField(_("how"), max_length=6, choices=How)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    claimed_at = models.DateTimeField(_("when, as the device says"), null=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("act on an attendance")
        verbose_name_plural = _("acts on attendances")
        ordering = ["id"]


class Receipt(models.Model):
    """What was answered to a device that sends again until it hears: the same key, the same."""

    key = models.UUIDField(_("key"), primary_key=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    answer = models.JSONField(_("answer"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")


class Practice(models.Model):
    """Something practised outside the sessions, as a practice sale: noted once."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="practices")
    key = models.CharField(_("key"), max_length=60, unique=True)
    what = models.CharField(_("what"), max_length=80)
    on = models.DateField(_("on"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")


class Judgement(models.Model):
    """Whether a person completed a class, with every number that it was judged by."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="judgements")
    number = models.PositiveSmallIntegerField(_("number"))
    is_passed = models.BooleanField(_("completed"))
    inputs = models.JSONField(_("judged by"))
    lacks = models.JSONField(_("what is lacking"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ["enrolment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="training_judgement_once"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(is_passed=True), name="training_passed_once"
            ),
        ]


class Opinion(models.Model):
    """What one learner thinks of a class. It names nobody, and has no moment to find them by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="opinions")
    useful = models.PositiveSmallIntegerField(_("useful"))
    taught = models.PositiveSmallIntegerField(_("well taught"))
    held = models.PositiveSmallIntegerField(_("well organised"))
    words = models.CharField(_("in words"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__range=(1, 5), taught__range=(1, 5), held__range=(1, 5)),
                name="training_opinion_range",
            ),
        ]


class OpinionGiven(models.Model):
    """That somebody gave their opinion of a class; not which."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="opinion_given")

    class Meta:
        verbose_name = _("opinion given")
        verbose_name_plural = _("opinions given")


class SessionPhoto(models.Model):
    """A photograph of a session, for who inspects: shrunk, with day and place as words."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="photos")
    file = models.FileField(storage=private_files)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    taken_on = models.DateField(_("taken on"))
    taken_at = models.CharField(_("where"), max_length=60)
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("photograph of a session")
        verbose_name_plural = _("photographs of sessions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "sha256"], name="training_photo_once"),
        ]
