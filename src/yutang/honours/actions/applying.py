"""An application: begun as a draft, written, given evidence, handed in, handed in again."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from yutang.honours import access
from yutang.honours.actions import locking
from yutang.honours.errors import (
    HeldAlready,
    NoRuleYet,
    NotForThese,
    NotNow,
    PaperMissing,
    StoryNeeded,
    TooManyPapers,
)
from yutang.honours.models import OPEN_STATES, Application, Honour, Paper, State, Submission
from yutang.honours.models import private_files as files
from yutang.honours.queries import checklist, terms
from yutang.honours.queries.subjects import Subject
from yutang.honours.rules import demands, kinds, life, papers, steps
from yutang.honours.rules.versions import Terms
from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people import actions as people
from yutang.people.access import Person


def begin(
    kind: str,
    subject: Subject,
    by: Person,
    *,
    is_demo: bool = False,
    at: datetime | None = None,
) -> Application:
    """Begin an application, or return the one that is open for the same honour and holder.

    The caller has read the subject by `queries.subjects`, which asks who may act for it. `at` is
    the moment, now unless said otherwise; so too in the steps that follow.

    Raises:
        NotForThese: the kind is not for such applicants, or its rule here is not.
        NoRuleYet: no version is in force there.
        HeldAlready: it is held, and not near its end.
    """
    at = at or now()
    if subject.applicant not in kinds.MAY.get(kind, ()):
        raise NotForThese
    held = terms.in_force(kind, subject.place_code, wall(at).date())
    if held is None:
        raise NoRuleYet
    if subject.applicant not in held.applicants:
        raise NotForThese
    of_whom = _of_whom(kind, subject)
    _check_not_held(of_whom, at)
    try:
        with transaction.atomic():
            return Application.objects.create(
                **of_whom,
                applicant=subject.applicant,
                name=subject.name[:80],
                since=at,
                made_at=at,
                made_by=by,
                is_demo=is_demo,
            )
    except IntegrityError:
        return Application.objects.get(**of_whom, state__in=OPEN_STATES)


def write(application_id: int, story: str, goal: str, by: Person) -> Application:
    """Keep what is written so far; a draft may be unfinished.

    Raises:
        NotFound, NotNow
    """
    with transaction.atomic():
        application = _editable(application_id, by)
        application.story = story.strip()[: steps.STORY_MOST]
        application.goal = goal.strip()[: steps.STORY_MOST]
        application.save(update_fields=["story", "goal"])
    return application


def add_paper(
    application_id: int, data: bytes, name: str, demand_id: int | None, by: Person
) -> Paper:
    """Keep a file of evidence, as it came, under its SHA-256; the same one again is the same.

    `demand_id`: the document of the rule that it is; None for anything else.

    Raises:
        NotFound, NotNow, BadPaper, TooManyPapers
    """
    media_type = papers.type_of(data)
    mark = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        application = _editable(application_id, by)
        _check_demand(application, demand_id)
        known = application.papers.filter(demand=demand_id, sha256=mark, dropped_at=None).first()
        if known is not None:
            return known
        if application.papers.filter(dropped_at=None).count() >= papers.PAPERS_MOST:
            raise TooManyPapers(most=papers.PAPERS_MOST)
        path = f"honours/{mark[:2]}/{mark}.{papers.ENDINGS[media_type]}"
        if not files().exists(path):
            files().save(path, ContentFile(data))
        return Paper.objects.create(
            application=application,
            demand_id=demand_id,
            name=one_line(name)[-papers.NAME_MAX :] or mark[:8],
            sha256=mark,
            media_type=media_type,
            size=len(data),
            file=path,
            added_at=now(),
            added_by=by,
        )


def drop_paper(application_id: int, paper_id: int, by: Person) -> None:
    """Take a paper out of what is handed in next; versions handed in before keep it.

    Raises:
        NotFound, NotNow
    """
    with transaction.atomic():
        application = _editable(application_id, by)
        if not application.papers.filter(pk=paper_id).exists():
            raise NotFound
        application.papers.filter(pk=paper_id, dropped_at=None).update(dropped_at=now())


def hand_in(application_id: int, by: Person, at: datetime | None = None) -> Submission:
    """Hand the application in, or again after it was returned, as a new version of it.

    Its first level looks at each version from the start. The rule is the one in force at the
    first handing in, and stays.

    Raises:
        NotFound, NotNow, NoRuleYet, NotForThese
        StoryNeeded, PaperMissing: what is still missing.
    """
    at = at or now()
    with transaction.atomic():
        application = _editable(application_id, by)
        rule = _rule_for(application, at)
        for field in ("story", "goal"):
            if len(getattr(application, field)) < steps.STORY_LEAST:
                raise StoryNeeded(field, steps.STORY_LEAST)
        lines = checklist.lines_of(application, rule, wall(at).date())
        for missing in demands.without_paper(lines):
            raise PaperMissing(zh=missing.title, title=missing.title_en)
        made = Submission.objects.create(
            application=application,
            number=application.submissions.count() + 1,
            at=at,
            by=by,
            story=application.story,
            goal=application.goal,
            lines=[line.kept() for line in lines],
        )
        made.papers.add(*application.papers.filter(dropped_at=None))
        application.version_id = rule.id
        application.state = State(kinds.first_level(application.applicant))
        application.since = at
        application.save(update_fields=["version", "state", "since"])
    return made


def drop(application_id: int, by: Person) -> Application:
    """The applicant no longer wants it: the application ends; what was handed in stays.

    Raises:
        NotFound: not the applicant. NotNow: it is over already.
    """
    with transaction.atomic():
        application = locking.application(application_id)
        if not access.acts_for(by, application):
            raise NotFound
        if State.DROPPED not in steps.ARROWS[application.state]:
            raise NotNow
        application.state, application.since = State.DROPPED, now()
        application.save(update_fields=["state", "since"])
    return application


def open_paper(application_id: int, paper_id: int, by: Person) -> Paper:
    """Return a paper to look into; that an office did is kept, since it may show persons.

    Raises:
        NotFound: it is not theirs to see.
    """
    paper = access.paper_for(by, application_id, paper_id)
    if not access.is_own(by, paper.application):
        subject = f"honours:{application_id}:{paper.sha256[:12]}"
        people.record_opening(by, None, "evidence", subject, "honour application")
    return paper


def _of_whom(kind: str, subject: Subject) -> dict[str, object]:
    """Return the columns that tell one holder of one honour from others."""
    return {
        "kind": kind,
        "place_code": subject.place_code,
        "shop_id": subject.id if subject.applicant == "shop" else None,
        "producer_id": subject.id if subject.applicant == "producer" else None,
        "station_id": subject.id if subject.applicant == "station" else None,
    }


def _check_not_held(of_whom: dict[str, object], at: datetime) -> None:
    same = {f"application__{name}": value for name, value in of_whom.items()}
    held = Honour.objects.filter(**same, state__in=life.IN_FORCE).order_by("-valid_until").first()
    if held is not None and (held.valid_until - wall(at).date()).days > life.RENEW_DAYS:
        raise HeldAlready(number=held.number)


def _editable(application_id: int, by: Person) -> Application:
    application = locking.application(application_id)
    if not access.acts_for(by, application):
        raise NotFound
    if application.state not in steps.EDITABLE:
        raise NotNow
    return application


def _rule_for(application: Application, at: datetime) -> Terms:
    if application.version is not None:
        return terms.terms_of(application.version)
    found = terms.in_force(application.kind, application.place_code, wall(at).date())
    if found is None:
        raise NoRuleYet
    if application.applicant not in found.applicants:
        raise NotForThese
    return found


def _check_demand(application: Application, demand_id: int | None) -> None:
    """Go on only with a document of the rule that this application is under."""
    if demand_id is not None and demand_id not in terms.demand_ids(
        _rule_for(application, now()).id
    ):
        raise NotFound
