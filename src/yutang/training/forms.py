"""Forms of the training room: they read what was typed; what is allowed is decided by `rules`."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yutang.courses.access import offered
from yutang.kernel.clock import CHINA, wall
from yutang.people.access import Person
from yutang.plumbing.reader import reads_english
from yutang.programmes import queries as programmes
from yutang.roster.actions import Agreed, Entry
from yutang.roster.rules import BY_NAME
from yutang.training import access
from yutang.training.models import Cohort, Enrolment, KindName, Session, SessionTeacher
from yutang.training.queries.sessions import accounts_of_teachers
from yutang.training.queries.whereabouts import place_meant
from yutang.training.rules.facts import (
    CohortFacts,
    RuleFacts,
    SchoolFacts,
    SessionFacts,
    TeacherFacts,
)

_DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_CLOCK = forms.TimeInput({"type": "time"}, format="%H:%M")
_LAST = ("agrees", "may_be_called")


def sentence_of(purpose: str) -> str:
    """Return what is agreed to, in the reader's language."""
    found = BY_NAME[purpose]
    return found.sentence_en if reads_english() else found.sentence


class CohortForm(forms.Form):
    """A class: `codes` are the places whose clerk the reader is."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KindName)
    title = forms.CharField(label=_("Name of the class"), max_length=60)
    title_en = forms.CharField(
        label=_("Name in English"),
        max_length=80,
        required=False,
        help_text=_("Stands on the diploma beside the Chinese one."),
    )
    programme = forms.ChoiceField(label=_("Programme"))
    course = forms.ChoiceField(
        label=_("Course"),
        required=False,
        help_text=_("Its exam and assignments count for completion where the rule asks for them."),
    )
    school = forms.ChoiceField(label=_("School or base"), required=False)
    place = forms.CharField(
        label=_("For which county, town or village"),
        max_length=60,
        help_text=_("As people write it, with the county, or the place code."),
    )
    held_at = forms.CharField(label=_("Where it is held"), max_length=80)
    begins_on = forms.DateField(label=_("First day"), widget=_DATE)
    ends_on = forms.DateField(label=_("Last day"), widget=_DATE)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=5000)
    admits_at_once = forms.BooleanField(
        label=_("Whoever enrols has a seat at once, while there are any"),
        required=False,
        initial=True,
        help_text=_("Otherwise each asks, and you decide."),
    )

    def __init__(
        self, *args: Any, person: Person, codes: Collection[str], fixed: bool = False, **named: Any
    ) -> None:
        super().__init__(*args, **named)
        self.codes = codes
        if fixed:
            self.fields.pop("kind")
        none = ("", _now("none"))
        found = {each.id: each.name for code in codes for each in programmes.running_at(code)}
        self._choose("programme", [(str(pk), name) for pk, name in found.items()])
        english = reads_english()
        courses = [
            (str(each.course_id), each.title_en if english and each.title_en else each.title)
            for each in offered().order_by("course")
        ]
        self._choose("course", [none, *courses])
        schools = access.schools_of(person)
        self._choose("school", [none, *((str(each.pk), each.name) for each in schools)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def facts(self, kind: str = "") -> CohortFacts:
        """Return what was typed; raises `BadPlace`."""
        said = self.cleaned_data
        return CohortFacts(
            kind=kind or said["kind"],
            title=said["title"],
            title_en=said["title_en"],
            place_code=place_meant(said["place"], self.codes),
            held_at=said["held_at"],
            begins_on=said["begins_on"],
            ends_on=said["ends_on"],
            seats=said["seats"],
            programme_id=int(said["programme"]),
            course_id=int(said["course"]) if said["course"] else None,
            school_id=int(said["school"]) if said["school"] else None,
            admits_at_once=said["admits_at_once"],
        )

    @staticmethod
    def initial_of(cohort: Cohort) -> dict[str, Any]:
        """Return what the form shows of a class."""
        return {
            "title": cohort.title,
            "title_en": cohort.title_en,
            "programme": str(cohort.programme_id),
            "course": str(cohort.course_id or ""),
            "school": str(cohort.school_id or ""),
            "place": cohort.place_code,
            "held_at": cohort.held_at,
            "begins_on": cohort.begins_on,
            "ends_on": cohort.ends_on,
            "seats": cohort.seats,
            "admits_at_once": cohort.admits_at_once,
        }


class SessionForm(forms.Form):
    """A session of a class, with up to two teachers and an assistant."""

    title = forms.CharField(label=_("Subject of the session"), max_length=60)
    day = forms.DateField(label=_("Day"), widget=_DATE)
    starts = forms.TimeField(label=_("Starts"), widget=_CLOCK)
    ends = forms.TimeField(label=_("Until"), widget=_CLOCK)
    mode = forms.ChoiceField(label=_("Where"), choices=Session.Mode)
    room = forms.CharField(label=_("Room"), max_length=60, required=False)
    link = forms.URLField(
        label=_("Link for those online"), max_length=200, required=False, assume_scheme="https"
    )
    is_practice = forms.BooleanField(label=_("Counts as practice"), required=False)
    local = forms.CharField(label=_("Teacher in the room"), max_length=40, required=False)
    local_account = forms.ChoiceField(
        label=_("Their account, to take the attendance"), required=False
    )
    remote = forms.CharField(label=_("Remote teacher"), max_length=40, required=False)
    remote_account = forms.ChoiceField(label=_("The remote teacher's account"), required=False)
    assistant = forms.CharField(label=_("Assistant"), max_length=40, required=False)

    def __init__(self, *args: Any, cohort: Cohort, **named: Any) -> None:
        super().__init__(*args, **named)
        accounts = [("", _now("none")), *accounts_of_teachers(cohort.place_code)]
        for name in ("local_account", "remote_account"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = accounts

    def facts(self) -> SessionFacts:
        """Return what was typed."""
        said = self.cleaned_data
        teachers = [
            TeacherFacts(part, said[part], int(said.get(f"{part}_account") or 0) or None)
            for part in ("local", "remote", "assistant")
        ]
        return SessionFacts(
            title=said["title"],
            starts_at=datetime.combine(said["day"], said["starts"], CHINA),
            ends_at=datetime.combine(said["day"], said["ends"], CHINA),
            mode=said["mode"],
            room=said["room"],
            link=said["link"],
            is_practice=said["is_practice"],
            teachers=teachers,
        )

    @staticmethod
    def initial_of(session: Session) -> dict[str, Any]:
        """Return what the form shows of a session."""
        shown: dict[str, Any] = {
            "title": session.title,
            "day": wall(session.starts_at).date(),
            "starts": wall(session.starts_at).time(),
            "ends": wall(session.ends_at).time(),
            "mode": session.mode,
            "room": session.room,
            "link": session.link,
            "is_practice": session.is_practice,
        }
        for each in SessionTeacher.objects.filter(session=session):
            shown[each.part] = each.name
            shown[f"{each.part}_account"] = str(each.person_id or "")
        return shown


class ConsentForm(forms.Form):
    """What somebody agrees to who enrols themselves; `agreed`: they have before."""

    agrees = forms.BooleanField(label=_("I agree"), required=False)
    may_be_called = forms.BooleanField(label=_("I may be called"), required=False)

    def __init__(self, *args: Any, agreed: bool = False, **named: Any) -> None:
        super().__init__(*args, **named)
        if agreed:
            self.fields.pop("agrees")
        else:
            self.fields["agrees"].help_text = sentence_of("training")
        self.fields["may_be_called"].help_text = sentence_of("spotcheck")
        self.order_fields([name for name in self.fields if name not in _LAST])


class PersonForm(forms.Form):
    """Who somebody is, as they write themselves down."""

    name = forms.CharField(label=_("Full name"), max_length=40)
    id_number = forms.CharField(
        label=_("ID number"),
        max_length=20,
        required=False,
        help_text=_("Or the date of birth. It is kept sealed."),
    )
    born_on = forms.DateField(label=_("Date of birth"), required=False, widget=_DATE)
    gender = forms.ChoiceField(
        label=_("Gender"),
        required=False,
        choices=[("", "–"), ("f", _("woman")), ("m", _("man"))],
    )
    place = forms.CharField(
        label=_("Village"),
        max_length=60,
        help_text=_("As people write it, with the county, or the place code."),
    )

    def entry(self, within: Collection[str] = ("",), mobile: str = "") -> Entry:
        """Return what was typed of the person; raises `BadPlace`."""
        said = self.cleaned_data
        return Entry(
            name=said["name"],
            place_code=place_meant(said["place"], within),
            gender=said["gender"],
            birth_on=said["born_on"],
            id_number=said["id_number"],
            mobile=mobile or said.get("mobile", ""),
        )


class JoinForm(ConsentForm, PersonForm):
    """Somebody enrols who is not on the roster yet, or not with a date of birth."""


class BringForm(PersonForm):
    """Somebody is enrolled on their behalf, with the paper they signed."""

    mobile = forms.CharField(
        label=_("Mobile"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    joins_as = forms.ChoiceField(label=_("Joins as"), choices=Enrolment.Joins)
    guardian = forms.CharField(
        label=_("Guardian"), max_length=40, required=False, help_text=_("Needed under 18.")
    )
    relation = forms.CharField(label=_("Relation"), max_length=20, required=False)
    agrees = forms.BooleanField(
        label=_("They (under 18: their guardian too) have signed the consent on paper"),
    )
    may_be_called = forms.BooleanField(
        label=_("They agree to be called when it is checked by a sample"), required=False
    )

    def agreed(self) -> Agreed:
        """Return the consent on paper."""
        said = self.cleaned_data
        return Agreed("paper", guardian=said["guardian"], relation=said["relation"])


class ListForm(forms.Form):
    """What is asked besides the file of a list."""

    agrees = forms.BooleanField(
        label=_("Everybody on the list (under 18: their guardian too) has signed the consent"),
    )


class SchoolForm(forms.Form):
    name = forms.CharField(label=_("Name of the school or base"), max_length=60)
    place = forms.CharField(
        label=_("Place"),
        max_length=60,
        help_text=_("As people write it, with the county, or the place code."),
    )
    is_vocational = forms.BooleanField(label=_("Vocational school"), required=False)

    def facts(self, codes: Collection[str]) -> SchoolFacts:
        """Return what was typed; raises `BadPlace`."""
        said = self.cleaned_data
        return SchoolFacts(
            name=said["name"],
            place_code=place_meant(said["place"], codes),
            is_vocational=said["is_vocational"],
        )


class RuleForm(forms.Form):
    """The next version of a completion rule."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KindName)
    place = forms.CharField(
        label=_("For which place"),
        max_length=60,
        required=False,
        help_text=_("The place code; operators leave it empty for the whole country."),
    )
    valid_from = forms.DateField(label=_("Valid from"), widget=_DATE)
    attendance_percent = forms.IntegerField(
        label=_("Sessions attended, at least %"), min_value=0, max_value=100
    )
    needs_exam = forms.BooleanField(label=_("Exam of the course passed"), required=False)
    needs_assignments = forms.BooleanField(
        label=_("Assignments of the course passed"), required=False
    )
    practices = forms.IntegerField(
        label=_("Practices, at least"), min_value=0, max_value=100, initial=0
    )
    source = forms.CharField(
        label=_("Source of the rule"),
        widget=forms.Textarea,
        help_text=_("Document and number, as it stands under the rule."),
    )

    def facts(self, codes: Collection[str]) -> RuleFacts:
        """Return what was typed; raises `BadPlace`."""
        said = self.cleaned_data
        return RuleFacts(
            kind=said["kind"],
            place_code=place_meant(said["place"], codes) if said["place"] else "",
            valid_from=said["valid_from"],
            attendance_percent=said["attendance_percent"],
            needs_exam=said["needs_exam"],
            needs_assignments=said["needs_assignments"],
            practices=said["practices"],
            source=said["source"],
        )


class PhotoForm(forms.Form):
    """A photograph of a session: day and place, as its taker says."""

    photo = forms.FileField(label=_("Photograph"), widget=forms.FileInput({"accept": "image/*"}))
    taken_on = forms.DateField(label=_("Taken on"), widget=_DATE)
    taken_at = forms.CharField(label=_("Where"), max_length=60)

    @staticmethod
    def initial_of(session: Session, held_at: str) -> dict[str, date | str]:
        """Return what the form begins with: the session's own day and place."""
        return {"taken_on": wall(session.starts_at).date(), "taken_at": session.room or held_at}
