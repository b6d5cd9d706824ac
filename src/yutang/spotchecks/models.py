"""Tables of the spot checks room: a frame of persons, who was drawn of it, what they said.

Whom a sample calls follows from its frame and its seed alone: the database computes it again at
each row (`migrations/0002_guards.py`), so nobody can be picked, swapped or left out.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Sample(models.Model):
    """One draw: of whom, how many, by which seed; what is asked. It never changes."""

    kind = models.CharField(_("about"), max_length=40)
    """What is checked: ``training.class``; with `about` its row."""
    about = models.CharField(max_length=40)
    turn = models.PositiveSmallIntegerField(_("draw"))
    """Which draw about the same row it is: who draws again until it pleases is seen."""
    title = models.CharField(_("title"), max_length=120)
    place_code = models.CharField(_("place"), max_length=12)
    frame = ArrayField(models.BigIntegerField(), verbose_name=_("frame"))
    """Ids of roster members, ascending."""
    frame_digest = models.CharField(_("SHA-256 of the frame"), max_length=64)
    seed = models.CharField(_("seed"), max_length=32)
    size = models.PositiveIntegerField(_("size"))
    barred = ArrayField(models.BigIntegerField(), default=list)
    """Ids of people who may not call: the class's teachers."""
    drawn_at = models.DateTimeField(_("drawn at"))
    drawn_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "turn"], name="spotchecks_sample_turn"
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=F("frame__len")), name="spotchecks_sample_size"
            ),
            models.CheckConstraint(
                condition=Q(place_code__regex=r"^([0-9]{2,12})?$"), name="spotchecks_sample_place"
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_code"],
                opclasses=["text_pattern_ops"],
                name="spotchecks_sample_at",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """What every person of a sample is asked, with coded answers."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="questions", db_index=False)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    zh = models.CharField(_("in Chinese"), max_length=120)
    en = models.CharField(_("in English"), max_length=200)
    answers = models.JSONField(_("answers"))
    """``[["yes", "是", "yes"], …]``: code, Chinese, English."""

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["sample", "code"], name="spotchecks_question_once"),
            models.UniqueConstraint(
                fields=["sample", "position"], name="spotchecks_question_position"
            ),
        ]


class Drawn(models.Model):
    """A person whom a sample has to call, by the draw's own order."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="drawn", db_index=False)
    position = models.PositiveIntegerField(_("number"))
    member = models.ForeignKey("roster.Member", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("person drawn")
        verbose_name_plural = _("persons drawn")
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "position"], name="spotchecks_drawn_position"
            ),
            models.UniqueConstraint(fields=["sample", "member"], name="spotchecks_drawn_once"),
        ]


class Result(models.TextChoices):
    """What came of an attempt; the first two end with answers or a statement."""

    ANSWERED = "answered", _("answered the questions")
    NEVER = "never", _("says they never took part")
    REFUSED = "refused", _("does not want to answer")
    WRONG = "wrong", _("wrong number")
    UNREACHED = "unreached", _("nobody answered")
    LATER = "later", _("call again later")
    NO_NUMBER = "no_number", _("no number, or no consent to be called")


class Attempt(models.Model):
    """One call, and what came of it. Attempts are only added; the last one counts."""

    drawn = models.ForeignKey(Drawn, models.PROTECT, related_name="attempts", db_index=False)
    key = models.UUIDField(_("key"), unique=True)
    result = models.CharField(_("result"), max_length=9, choices=Result)
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=Result.values), name="spotchecks_attempt_result"
            )
        ]
        indexes = [models.Index(fields=["drawn", "-id"], name="spotchecks_attempt_of")]


class Answer(models.Model):
    """What a person said to one question, by its code."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="answers", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="spotchecks_answer_once")
        ]
