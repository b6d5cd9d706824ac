"""What the register knows of a candidate, and the answers to its checklist."""

from dataclasses import dataclass

from yutang.channel.models import Answer, Candidate, Checklist, Question
from yutang.channel.rules import checks
from yutang.channel.rules.checks import Facts, Finding
from yutang.channel.rules.recommending import numbers_of
from yutang.goods import offers
from yutang.goods import queries as goods
from yutang.goods.queries import ProductView
from yutang.goods.rules import certificates
from yutang.kernel.clock import today
from yutang.plumbing.reader import reads_english


@dataclass(frozen=True)
class Line:
    """A question with what is known of its answer."""

    question: Question
    finding: Finding
    by: str
    """Who answered; empty: the register, or nobody yet."""
    is_asked: bool
    """A person has to answer it: the register cannot."""

    @property
    def seen(self) -> str:
        """What was seen, in the reader's language."""
        return (reads_english() and self.finding.en) or self.finding.zh


def facts_of(candidate: Candidate, product: ProductView) -> Facts:
    """Return what the goods room and the shop windows know of a good today."""
    offer = goods.offer_facts(candidate.product_id, candidate.batch_id)
    story = goods.trace_of(candidate.batch_id)
    assert story is not None, "the batch is protected"
    own = [found.price_fen for found in offers.offers_of(candidate.product_id)]
    held = {mark.number for mark in goods.shown_marks(candidate.product_id)}
    return Facts(
        needs_certificate=certificates.is_bound(offer, today()),
        has_certificate=offer.has_certificate,
        is_processed=product.is_processed,
        licence=product.sc_number or product.workshop_number,
        claimed=numbers_of(candidate.marks),
        held=frozenset(held),
        is_confirmed=story.confirmed,
        by_grower=all(origin.by_grower for origin in story.origins),
        price_fen=candidate.price_fen,
        own_price_fen=min(own, default=None),
        # The demo has drawings only; there they stand for photographs.
        photos=sum(not each.is_illustration or product.is_demo for each in product.pictures),
        recalled=offer.recalled,
        test_failed=offer.test_failed,
    )


def lines_of(candidate: Candidate, product: ProductView) -> list[Line]:
    """Return the questions of a candidate with their answers: kept ones, else today's."""
    checklist = candidate.recommendation.checklist
    if checklist is None:
        return []
    kept = {
        answer.question_id: answer
        for answer in Answer.objects.filter(candidate=candidate).select_related("by")
    }
    questions = questions_for(checklist, product.class_code)
    facts = facts_of(candidate, product) if candidate.state == "waiting" else None
    return [_line(each, kept.get(each.pk), facts) for each in questions]


def questions_for(checklist: Checklist, class_code: str) -> list[Question]:
    """Return the questions that goods of this class are asked, in order."""
    every = list(Question.objects.filter(checklist=checklist).order_by("position"))
    plain = [checks.Question(each.kind, each.class_code, each.zh, each.en) for each in every]
    return [every[at] for at in checks.asked(plain, class_code)]


def checklist_today(channel_id: int) -> Checklist | None:
    """Return the version that counts today."""
    begun = Checklist.objects.filter(channel=channel_id, valid_from__lte=today())
    return begun.order_by("-valid_from", "-version").first()


def _line(question: Question, kept: Answer | None, facts: Facts | None) -> Line:
    found = checks.judge(question.kind, facts) if facts is not None else None
    by_register = found is not None and found.outcome != checks.OPEN
    if found is not None and (by_register or kept is None):
        return Line(question, found, "", is_asked=not by_register)
    if kept is None:
        return Line(question, Finding(checks.OPEN, "没有回答", "Not answered"), "", is_asked=False)
    outcome: checks.Outcome = checks.PASSED if kept.passed else checks.FAILED
    by = kept.by.name if kept.by is not None else ""
    return Line(question, Finding(outcome, kept.zh, kept.en), by, is_asked=kept.by is not None)
