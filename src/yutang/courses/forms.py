"""The forms of courses. They read what was typed; what is allowed is decided by `rules`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yutang.courses.access import Assignment, Lesson, Question
from yutang.courses.rules import works, writing
from yutang.courses.rules.writing import (
    AssignmentFacts,
    CriterionFacts,
    LessonFacts,
    OptionFacts,
    QuestionFacts,
    VersionFacts,
)
from yutang.roster.forms import PersonForm

_JOIN = ("name", "place", "birth_on", "gender")
_CRITERIA_SHOWN = 4
QUESTION_KINDS = (
    ("single", _("One is right")),
    ("multiple", _("Several are right")),
    ("truth", _("True or false")),
)


def _words(label: Any, *, rows: int, required: bool = True, **said: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, **said)


def _whole(label: Any, least: int, most: int, **said: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **said)


class JoinForm(PersonForm):
    """Who learns: what the roster writes down of somebody who begins by themself."""

    agreed = forms.BooleanField()

    def __init__(self, *given: Any, sentence: str, **said: Any) -> None:
        super().__init__(*given, **said)
        for name in set(self.fields) - {*_JOIN, "agreed"}:
            del self.fields[name]
        self.fields["gender"].help_text = ""
        self.fields["birth_on"].help_text = ""
        self.fields["birth_on"].required = True
        self.fields["agreed"].label = sentence


class WorkForm(forms.Form):
    """A work to hand in."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = _words(
        _("What you did"),
        rows=8,
        min_length=works.TEXT_LEAST,
        max_length=works.TEXT_MOST,
        help_text=_("In your own words."),
    )


class VersionForm(forms.Form):
    """What stands over a course."""

    title = forms.CharField(label=_("Title"), max_length=60)
    about = _words(_("What one learns, and for whom it is"), rows=3, max_length=600)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    about_en = _words(_("The same in English"), rows=3, max_length=1200, required=False)
    quiz_percent = _whole(_("Share right to finish a quiz, %"), 0, 100, initial=60)
    exam_questions = _whole(
        _("Questions drawn for the exam"), 0, 100, initial=0, help_text=_("0: no exam.")
    )
    exam_minutes = _whole(_("Minutes for the exam"), 1, writing.MINUTES_MOST, initial=30)
    exam_tries = _whole(_("Times the exam may be tried"), 1, writing.TRIES_MOST, initial=3)
    exam_percent = _whole(_("Share right to pass the exam, %"), 1, 100, initial=60)

    def facts(self) -> VersionFacts:
        return VersionFacts(**{name: self.cleaned_data[name] for name in VersionFacts._fields})


class NewCourseForm(forms.Form):
    """A new course: its title, and whose it is."""

    place_code = forms.ChoiceField(label=_("Course of"))
    title = forms.CharField(label=_("Title"), max_length=60)
    about = _words(_("What one learns, and for whom it is"), rows=3, max_length=600)

    def __init__(self, *given: Any, places: list[tuple[str, str]], **said: Any) -> None:
        super().__init__(*given, **said)
        self.fields["place_code"].choices = places  # type: ignore[attr-defined]


class LessonForm(forms.Form):
    """A lesson's words."""

    title = forms.CharField(label=_("Title"), max_length=60)
    minutes = _whole(_("Minutes it takes"), 1, 120, initial=8)
    text = _words(
        _("Words"),
        rows=14,
        max_length=12_000,
        required=False,
        help_text=_("A line with ## is a heading, with - a list; **bold**. An empty line parts."),
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    text_en = _words(_("Words in English"), rows=8, max_length=12_000, required=False)

    def facts(self) -> LessonFacts:
        return LessonFacts(**{name: self.cleaned_data[name] for name in LessonFacts._fields})


class PictureForm(forms.Form):
    """A picture for a lesson."""

    picture = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    words = forms.CharField(label=_("What it shows"), max_length=120)


class VideoForm(forms.Form):
    """A video for a lesson: a file, or the replay of a sale."""

    video = forms.FileField(
        label=_("Video file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm"}),
        help_text=_("MP4 or WebM, up to 15 MB: about four minutes."),
    )
    replay = forms.CharField(
        label=_("Or the address of a sale with its replay"), max_length=200, required=False
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("video")) == bool(said.get("replay")) and not self.errors:
            self.add_error("video", _("Please give one of the two."))
        return said


class QuestionForm(forms.Form):
    """A question with up to six answers; empty lines are left out."""

    kind = forms.ChoiceField(label=_("Kind"), choices=QUESTION_KINDS)
    text = _words(_("Question"), rows=2, max_length=400)
    lesson = forms.ChoiceField(label=_("Asked in the quiz of"), required=False)
    in_exam = forms.BooleanField(label=_("May be drawn for the exam"), required=False, initial=True)
    why = _words(
        _("Why"),
        rows=2,
        max_length=400,
        required=False,
        help_text=_("Shown after answering."),
    )
    text_en = _words(_("Question in English"), rows=2, max_length=800, required=False)
    why_en = _words(_("Why, in English"), rows=2, max_length=800, required=False)

    def __init__(self, *given: Any, lessons: list[tuple[str, str]], **said: Any) -> None:
        super().__init__(*given, **said)
        self.fields["lesson"].choices = [("", _("none, only the exam")), *lessons]  # type: ignore[attr-defined]
        for number in range(1, writing.OPTIONS_MOST + 1):
            self.fields[f"option_{number}"] = forms.CharField(
                label=_("Answer %(number)s") % {"number": number}, max_length=200, required=False
            )
            self.fields[f"option_en_{number}"] = forms.CharField(max_length=300, required=False)
            self.fields[f"right_{number}"] = forms.BooleanField(label=_("right"), required=False)

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the fields of the answers, row by row."""
        return [
            (self[f"option_{number}"], self[f"right_{number}"], self[f"option_en_{number}"])
            for number in range(1, writing.OPTIONS_MOST + 1)
        ]

    def lesson_id(self) -> int | None:
        return int(self.cleaned_data["lesson"]) if self.cleaned_data["lesson"] else None

    def facts(self) -> QuestionFacts:
        said = self.cleaned_data
        options = tuple(
            OptionFacts(
                said[f"option_{number}"], said[f"option_en_{number}"], said[f"right_{number}"]
            )
            for number in range(1, writing.OPTIONS_MOST + 1)
            if said[f"option_{number}"].strip()
        )
        named = {name: said[name] for name in QuestionFacts._fields if name != "options"}
        return QuestionFacts(**named, options=options)


class AssignmentForm(forms.Form):
    """What is to be handed in, and what it is marked by."""

    title = forms.CharField(label=_("Title"), max_length=60)
    text = _words(_("What is to be done"), rows=4, max_length=2000)
    photos_least = _whole(_("Photographs at least"), 0, works.PHOTOS_MOST, initial=0)
    pass_points = _whole(_("Points to pass"), 1, 100, initial=60)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    text_en = _words(_("What is to be done, in English"), rows=3, max_length=2000, required=False)

    def __init__(self, *given: Any, **said: Any) -> None:
        super().__init__(*given, **said)
        for number in range(1, writing.CRITERIA_MOST + 1):
            self.fields[f"criterion_{number}"] = forms.CharField(
                label=_("What counts"), max_length=80, required=False
            )
            self.fields[f"criterion_en_{number}"] = forms.CharField(max_length=160, required=False)
            self.fields[f"points_{number}"] = _whole(_("Points"), 1, 100, required=False)

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the fields of the criteria, row by row: those that say something, and one more."""
        rows = [
            (self[f"criterion_{number}"], self[f"points_{number}"], self[f"criterion_en_{number}"])
            for number in range(1, writing.CRITERIA_MOST + 1)
        ]
        said = sum(bool(row[0].value()) for row in rows)
        return rows[: max(said + 1, _CRITERIA_SHOWN)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number in range(1, writing.CRITERIA_MOST + 1):
            if said.get(f"criterion_{number}") and not said.get(f"points_{number}"):
                self.add_error(f"points_{number}", _("Please say for how many points."))
        return said

    def facts(self) -> AssignmentFacts:
        said = self.cleaned_data
        criteria = tuple(
            CriterionFacts(
                said[f"criterion_{number}"],
                said[f"criterion_en_{number}"],
                said[f"points_{number}"],
            )
            for number in range(1, writing.CRITERIA_MOST + 1)
            if said.get(f"criterion_{number}")
        )
        named = {name: said[name] for name in AssignmentFacts._fields if name != "criteria"}
        return AssignmentFacts(**named, criteria=criteria)


def lesson_initial(lesson: Lesson) -> dict[str, Any]:
    """Return what a lesson's form begins with."""
    return {name: getattr(lesson, name) for name in LessonFacts._fields}


def question_initial(question: Question) -> dict[str, Any]:
    """Return what a question's form begins with."""
    said: dict[str, Any] = {
        name: getattr(question, name) for name in QuestionFacts._fields if name != "options"
    }
    said["lesson"] = question.lesson_id or ""
    for option in question.options.all():
        said[f"option_{option.position}"] = option.text
        said[f"option_en_{option.position}"] = option.text_en
        said[f"right_{option.position}"] = option.is_right
    return said


def assignment_initial(assignment: Assignment) -> dict[str, Any]:
    """Return what an assignment's form begins with."""
    said: dict[str, Any] = {
        name: getattr(assignment, name) for name in AssignmentFacts._fields if name != "criteria"
    }
    for criterion in assignment.criteria.all():
        said[f"criterion_{criterion.position}"] = criterion.title
        said[f"criterion_en_{criterion.position}"] = criterion.title_en
        said[f"points_{criterion.position}"] = criterion.points
    return said
