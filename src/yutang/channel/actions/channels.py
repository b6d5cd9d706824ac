"""Channels and the versions of their checklists: for operators."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from yutang.channel.errors import ChannelTwice
from yutang.channel.models import Channel, Checklist, Question
from yutang.channel.rules import checks, recommending
from yutang.channel.rules.recommending import ChannelFacts
from yutang.kernel.clock import now, today
from yutang.kernel.text import one_line
from yutang.people import access as people
from yutang.people.access import Person


def make_channel(facts: ChannelFacts, by: Person, *, is_demo: bool = False) -> Channel:
    """Make a channel with the standard checklist, from today.

    Raises:
        NotFound: the person is no operator.
        BadChannel, ChannelTwice
    """
    people.require_operator(by)
    kept = recommending.check_channel(facts)
    try:
        with transaction.atomic():
            made = Channel.objects.create(
                name=kept.name,
                name_en=kept.name_en,
                owner=kept.owner,
                told=kept.told,
                is_demo=is_demo,
                made_at=now(),
                made_by=by,
            )
            _add(made.pk, checks.STANDARD, today(), checks.STANDARD_SOURCE, by, is_verified=False)
    except IntegrityError as error:
        raise ChannelTwice from error
    return made


def add_checklist(
    channel_id: int,
    by: Person,
    *,
    kinds: list[str],
    own: str,
    valid_from: date,
    source: str,
    is_verified: bool,
) -> Checklist:
    """Write the next version of a channel's checklist; those before it stay as they are.

    What was sent before `valid_from` is checked by the version of its day.

    Raises:
        NotFound: the person is no operator.
        BadQuestions
        ReasonNeeded: nobody said where the questions come from.
    """
    people.require_operator(by)
    questions = recommending.check_questions(kinds, own)
    said = recommending.check_reason(source)
    with transaction.atomic():
        return _add(channel_id, questions, valid_from, said, by, is_verified=is_verified)


def _add(
    channel_id: int,
    questions: Sequence[checks.Question],
    valid_from: date,
    source: str,
    by: Person,
    *,
    is_verified: bool,
) -> Checklist:
    # One after the other: two versions never have one number.
    Channel.objects.select_for_update().get(pk=channel_id)
    latest = Checklist.objects.filter(channel=channel_id).order_by("-version").first()
    made = Checklist.objects.create(
        channel_id=channel_id,
        version=1 if latest is None else latest.version + 1,
        valid_from=valid_from,
        source=one_line(source)[:200],
        is_verified=is_verified,
        made_at=now(),
        made_by=by,
    )
    Question.objects.bulk_create(
        Question(
            checklist=made,
            position=position,
            kind=each.kind,
            class_code=each.class_code,
            zh=each.zh,
            en=each.en,
        )
        for position, each in enumerate(questions, 1)
    )
    return made
