"""Tables of the courses room.

A course has versions. One that is published is frozen: neither its lessons nor its questions
change (`migrations/0002_guards.py`). A learner's study belongs to the version they began, and what
was answered, handed in and marked is only added to.
"""

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def private_files() -> Storage:
    """Return where files lie that only a page hands out."""
    return storages["private"]


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Not offered any more")


class Course(models.Model):
    """A course, of a place or (with an empty code) of the whole platform."""

    place_code = models.CharField(_("place code"), max_length=12, blank=True)
    shipped_as = models.SlugField(_("ships as"), max_length=40, null=True, unique=True)
    """The name under which it comes with the platform; none for courses written here."""
    copied_from = models.ForeignKey(
        "courses.CourseVersion", models.PROTECT, null=True, related_name="copies"
    )
    made_at = models.DateTimeField(_("begun at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        indexes = [
            models.Index(
                fields=["place_code"], opclasses=["text_pattern_ops"], name="courses_course_place"
            ),
        ]


class CourseVersion(models.Model):
    """One version of a course: written as a draft, then published and never changed again."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=9, choices=VersionState, default=VersionState.DRAFT
    )
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    about = models.TextField(_("what one learns"))
    about_en = models.TextField(_("what one learns, in English"), blank=True)
    quiz_percent = models.PositiveSmallIntegerField(_("share right to finish a quiz, %"))
    exam_questions = models.PositiveSmallIntegerField(_("questions drawn for the exam"))
    """None means that the course has no exam."""
    exam_minutes = models.PositiveSmallIntegerField(_("minutes for the exam"))
    exam_tries = models.PositiveSmallIntegerField(_("times the exam may be tried"))
    exam_percent = models.PositiveSmallIntegerField(_("share right to pass the exam, %"))
    content_mark = models.CharField(max_length=64, blank=True)
    """SHA-256 of the file that a shipped version was read from."""
    made_at = models.DateTimeField(_("begun at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("published at"), null=True)
    published_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["course", "number"]
        verbose_name = _("version of a course")
        verbose_name_plural = _("versions of courses")
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="courses_version_once"),
            models.UniqueConstraint(
                fields=["course"], condition=Q(state="draft"), name="courses_version_one_draft"
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(state="published"),
                name="courses_version_one_offered",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="courses_version_published_at",
            ),
            models.CheckConstraint(
                condition=Q(quiz_percent__lte=100, exam_percent__lte=100)
                & (Q(exam_questions=0) | Q(exam_minutes__gte=1, exam_tries__gte=1)),
                name="courses_version_figures",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class Lesson(models.Model):
    """One lesson: words, pictures, perhaps a video; its quiz is the questions that name it."""

    version = models.ForeignKey(CourseVersion, models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"))
    text = models.TextField(_("words"))
    text_en = models.TextField(_("words in English"), blank=True)
    video = models.CharField(_("address of the video"), max_length=120, blank=True)
    """Within our own media: a file sent for the lesson, or a replay of a sale."""
    video_s = models.PositiveIntegerField(_("seconds of the video"), default=0)

    class Meta:
        ordering = ["version", "position"]
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="courses_lesson_once",
            ),
            models.CheckConstraint(
                condition=Q(video="", video_s=0) | (~Q(video="") & Q(video_s__gte=1)),
                name="courses_lesson_video",
            ),
        ]


class Picture(models.Model):
    """A picture in a lesson, shrunk, with the words beneath it."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="pictures")
    file = models.CharField(max_length=120)
    """Its path in the public media, by its content: copies of a course share it."""
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    words = models.CharField(_("words beneath"), max_length=120)
    words_en = models.CharField(_("words beneath, in English"), max_length=240, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("picture of a lesson")
        verbose_name_plural = _("pictures of lessons")


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("One is right")
    MULTIPLE = "multiple", _("Several are right")
    TRUTH = "truth", _("True or false")


class Question(models.Model):
    """A question of the course's bank: in a lesson's quiz, in the exam, or in both."""

    version = models.ForeignKey(CourseVersion, models.CASCADE, related_name="questions")
    lesson = models.ForeignKey(Lesson, models.CASCADE, null=True, related_name="questions")
    """The lesson whose quiz asks it; none for one that only the exam asks."""
    in_exam = models.BooleanField(_("may be drawn for the exam"), default=True)
    kind = models.CharField(_("kind"), max_length=8, choices=QuestionKind)
    text = models.TextField(_("question"))
    text_en = models.TextField(_("question in English"), blank=True)
    why = models.TextField(_("why"))
    why_en = models.TextField(_("why, in English"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                condition=Q(in_exam=True) | Q(lesson__isnull=False),
                name="courses_question_is_asked",
            ),
        ]


class Option(models.Model):
    """One of the answers to choose from."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("answer"), max_length=200)
    text_en = models.CharField(_("answer in English"), max_length=300, blank=True)
    is_right = models.BooleanField(_("right"), default=False)

    class Meta:
        ordering = ["question", "position"]
        verbose_name = _("answer to choose")
        verbose_name_plural = _("answers to choose")
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="courses_option_once"),
        ]


class Assignment(models.Model):
    """Work that a learner hands in and a teacher marks, by criteria stated beforehand."""

    version = models.ForeignKey(CourseVersion, models.CASCADE, related_name="assignments")
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    text = models.TextField(_("what is to be done"))
    text_en = models.TextField(_("what is to be done, in English"), blank=True)
    photos_least = models.PositiveSmallIntegerField(_("photographs at least"), default=0)
    pass_points = models.PositiveSmallIntegerField(_("points to pass"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")


class Criterion(models.Model):
    """What an assignment is marked by, and for how many points."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("what counts"), max_length=80)
    title_en = models.CharField(_("what counts, in English"), max_length=160, blank=True)
    points = models.PositiveSmallIntegerField(_("points"))

    class Meta:
        ordering = ["assignment", "position"]
        verbose_name = _("marking criterion")
        verbose_name_plural = _("marking criteria")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "position"], name="courses_criterion_once"
            ),
            models.CheckConstraint(condition=Q(points__gte=1), name="courses_criterion_points"),
        ]


class Study(models.Model):
    """A member's way through one version of a course."""

    member = models.ForeignKey("roster.Member", models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="studies")
    began_at = models.DateTimeField(_("begun at"))
    began_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    last_at = models.DateTimeField(_("last at"))
    last_lesson = models.ForeignKey(Lesson, models.PROTECT, null=True, related_name="+")
    """Where one goes on."""
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        constraints = [
            models.UniqueConstraint(fields=["member", "version"], name="courses_study_once"),
        ]


class LessonDone(models.Model):
    """A lesson that a learner has finished."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="done")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    """Who tapped: the learner, or who helped."""

    class Meta:
        verbose_name = _("finished lesson")
        verbose_name_plural = _("finished lessons")
        constraints = [
            models.UniqueConstraint(fields=["study", "lesson"], name="courses_lesson_done_once"),
        ]
        indexes = [models.Index(fields=["at"], name="courses_lesson_done_at")]


class Watch(models.Model):
    """Which stretches of a lesson's video were played, as far as time allows them to be true."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="watches")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="+")
    stretches = models.JSONField(default=list)
    """Pairs of seconds in order, apart from each other."""
    seconds = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("watched video")
        verbose_name_plural = _("watched videos")
        constraints = [
            models.UniqueConstraint(fields=["study", "lesson"], name="courses_watch_once"),
        ]


class QuizRound(models.Model):
    """A lesson's quiz answered once, with every answer."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="rounds")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)
    answers = models.JSONField()
    """Ids of questions to the ids of the options chosen."""
    right = models.PositiveSmallIntegerField(_("right"))
    out_of = models.PositiveSmallIntegerField(_("out of"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("round of a quiz")
        verbose_name_plural = _("rounds of quizzes")
        constraints = [
            models.CheckConstraint(condition=Q(right__lte=F("out_of")), name="courses_round_right"),
        ]


class Submission(models.Model):
    """One version of what a learner handed in for an assignment."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="submissions")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="submissions")
    key = models.UUIDField(unique=True)
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("words"))
    at = models.DateTimeField(_("handed in at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["study", "assignment", "number"]
        verbose_name = _("work handed in")
        verbose_name_plural = _("works handed in")
        constraints = [
            models.UniqueConstraint(
                fields=["study", "assignment", "number"], name="courses_submission_once"
            ),
        ]
        indexes = [models.Index(fields=["at"], name="courses_submission_at")]


class SubmissionPhoto(models.Model):
    """A photograph that was handed in; a page that asks who looks hands it out."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="photos")
    file = models.FileField(storage=private_files)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        verbose_name = _("photograph handed in")
        verbose_name_plural = _("photographs handed in")


class Mark(models.Model):
    """What a teacher said of a work, and the points by criterion; the newest counts."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="marks")
    points = models.JSONField()
    """Ids of criteria to points."""
    total = models.PositiveSmallIntegerField(_("points"))
    words = models.TextField(_("words"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("mark")
        verbose_name_plural = _("marks")


class Attempt(models.Model):
    """An exam tried once: drawn by its seed, ended by the learner or by the clock."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("attempt"))
    key = models.UUIDField(unique=True)
    seed = models.CharField(max_length=32)
    began_at = models.DateTimeField(_("begun at"))
    began_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    is_late = models.BooleanField(_("ended by the clock"), default=False)
    right = models.PositiveSmallIntegerField(_("right"), null=True)
    out_of = models.PositiveSmallIntegerField(_("out of"))
    is_passed = models.BooleanField(_("passed"), null=True)
    annulled_at = models.DateTimeField(_("annulled at"), null=True)
    annulled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    annulled_why = models.TextField(_("why it is annulled"), blank=True)

    class Meta:
        ordering = ["study", "number"]
        verbose_name = _("exam attempt")
        verbose_name_plural = _("exam attempts")
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="courses_attempt_once"),
            models.UniqueConstraint(
                fields=["study"], condition=Q(ended_at=None), name="courses_attempt_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, right=None, is_passed=None)
                | Q(ended_at__isnull=False, right__isnull=False, is_passed__isnull=False),
                name="courses_attempt_result_whole",
            ),
            models.CheckConstraint(
                condition=Q(annulled_at=None, annulled_by=None, annulled_why="")
                | (
                    Q(annulled_at__isnull=False, annulled_by__isnull=False, ended_at__isnull=False)
                    & ~Q(annulled_why="")
                ),
                name="courses_attempt_annulled_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(ended_at=None), name="courses_attempt_runs")
        ]


class ExamAnswer(models.Model):
    """A question as it was drawn for an attempt, and what was answered."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    options = models.JSONField()
    """Ids of the options in the order shown."""
    chosen = models.JSONField(null=True)
    """Ids of the options chosen; none yet."""
    answered_at = models.DateTimeField(null=True)
    is_right = models.BooleanField(null=True)

    class Meta:
        ordering = ["attempt", "position"]
        verbose_name = _("answer in an exam")
        verbose_name_plural = _("answers in exams")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="courses_answer_once"),
            models.UniqueConstraint(
                fields=["attempt", "question"], name="courses_answer_question_once"
            ),
        ]
