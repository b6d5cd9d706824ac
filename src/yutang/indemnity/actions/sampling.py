"""People whose cases were paid are asked by phone whether the money came: a random sample."""

from datetime import date

from yutang.indemnity import access
from yutang.indemnity.errors import SampleEmpty
from yutang.indemnity.models import Case
from yutang.indemnity.queries import paid
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.spotchecks import actions as spotchecks
from yutang.spotchecks.rules import YES_NO_UNSURE, Asked, Choice

KIND = "indemnity.cases"
QUESTIONS = (
    Asked(
        "fell_ill",
        "这次看病（或生育、入学）是真的吗？",
        "Did this really happen to you?",
        YES_NO_UNSURE,
    ),
    Asked("money_came", "理赔的钱收到了吗？", "Did the money arrive?", YES_NO_UNSURE),
    Asked(
        "right_sum", "收到的钱和告诉您的数一样吗？", "Was it the sum you were told?", YES_NO_UNSURE
    ),
    Asked(
        "paid_nobody", "有人为这件事向您要钱吗？", "Did anybody ask you for money?", YES_NO_UNSURE
    ),
    Asked(
        "content",
        "整件事办得满意吗？",
        "Are you content with how it went?",
        (
            Choice("yes", "满意", "content"),
            Choice("so_so", "一般", "so so"),
            Choice("no", "不满意", "not content"),
        ),
    ),
)


def draw(place_code: str, from_on: date, to_on: date, size: int, by: Person) -> int:
    """Draw a sample of people at a place who were paid within these days; return the sample's id.

    Who filed or decided one of these cases may not call.

    Raises:
        NotFound: not a clerk there. SampleEmpty: nobody was paid.
        BadDraw: more than there are.
    """
    people.require(by, access.CLERK, place_code)
    found = list(paid.within(place_code, from_on, to_on))
    if not found:
        raise SampleEmpty
    if not size > 0:
        raise NotFound
    about = spotchecks.About(
        kind=KIND,
        row=f"{place_code}:{from_on:%Y%m%d}-{to_on:%Y%m%d}",
        title=f"理赔回访 {from_on:%Y-%m-%d}—{to_on:%Y-%m-%d}",
        place_code=place_code,
        is_demo=all(case.is_demo for case in found),
    )
    members = {case.member_id for case in found}
    drawn = spotchecks.draw(
        about, members, min(size, len(members)), QUESTIONS, by, barred=_barred(found)
    )
    return drawn.pk


def _barred(found: list[Case]) -> set[int]:
    return paid.hands({case.pk for case in found}) | {case.made_by_id for case in found}
