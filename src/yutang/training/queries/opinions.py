"""What learners think of a class, from five answers on; below that, only how many answered."""

from dataclasses import dataclass

from yutang.kernel.counts import Persons
from yutang.training.models import Cohort, Opinion
from yutang.training.rules.opinions import SHOWN_FROM, Summary, summary

__all__ = ["SHOWN_FROM", "OpinionView", "summary_of"]

_WORDS_MOST = 30


@dataclass(frozen=True)
class OpinionView:
    """How many answered; the rest only when they are enough."""

    answered: Persons
    summary: Summary | None
    words: tuple[str, ...]
    """In no order that would tell who said what."""


def summary_of(cohort: Cohort | int) -> OpinionView:
    """Return what may be shown of a class's opinions."""
    rows = list(
        Opinion.objects.filter(cohort=cohort)
        .order_by("id")
        .values_list("useful", "taught", "held", "words")
    )
    shown = summary([(useful, taught, held) for useful, taught, held, _words in rows])
    words = tuple(text for *_points, text in rows if text) if shown else ()
    return OpinionView(Persons(len(rows)), shown, words[:_WORDS_MOST])
