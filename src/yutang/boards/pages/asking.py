"""What an address asks a board for, and what may be chosen beside it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from yutang.boards import access
from yutang.boards.queries import Asked
from yutang.boards.rules import periods
from yutang.boards.word import place_of, word_of
from yutang.facts import queries as facts
from yutang.indicators.access import sees_rows
from yutang.kernel.clock import today
from yutang.kernel.told import Told
from yutang.people.sessions import person_of
from yutang.places import queries as places
from yutang.plumbing.reader import language

COUNTRY = Told("全国", "the whole country")
_GOOD_MOST = 60
_CODE_MOST = 12


@dataclass(frozen=True)
class Question:
    """A request for a board: what is asked, how the place is called, whether it was understood."""

    asked: Asked
    name: str
    is_understood: bool

    @property
    def word(self) -> str:
        """How the place is written in addresses."""
        return word_of(self.asked.place)

    @property
    def query(self) -> str:
        """The period as the next address says it."""
        return periods.query(self.asked.period)


def question(request: HttpRequest, word: str) -> Question:
    """Return what a request asks for.

    Raises:
        NotFound: there is no such place.
    """
    place = access.place(place_of(word))
    first, last = request.GET.get("from", ""), request.GET.get("to", "")
    period, is_understood = periods.read(first, last, today())
    asked = Asked(
        place,
        period,
        full=sees_rows(person_of(request), place),
        good=request.GET.get("good", "")[:_GOOD_MOST],
        origin=_digits(request.GET.get("origin", "")),
        goal=_digits(request.GET.get("goal", "")),
    )
    name = places.names([place])[place] if place else COUNTRY.to(language())
    return Question(asked, name, is_understood)


def context(question: Question) -> dict[str, Any]:
    """Return what every board's page says of the place and the period."""
    asked = question.asked
    chosen = asked.period
    return {
        "word": question.word,
        "name": question.name,
        "query": question.query,
        "period": f"{chosen.first.isoformat()} – {chosen.last.isoformat()}",
        "chosen": chosen,
        "is_understood": question.is_understood,
        "presets": [
            {
                "title": each.title.to(language()),
                "query": periods.query(each.period),
                "is_chosen": each.period == chosen,
            }
            for each in periods.presets(today())
        ],
        "choices": _choices(asked.place),
        "is_demo": facts.reads_demo(),
    }


def _choices(place: str) -> list[tuple[str, str]]:
    """Return the places to go to from here: above, this one, and those directly inside."""
    above = [(each.code, each.name) for each in places.path(place)] if place else []
    inside = places.children(place) if place else places.provinces()
    below = [(code, f"　{name}") for code, name in inside.values_list("code", "name")]
    return [(word_of(""), COUNTRY.to(language())), *above, *below]


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) <= _CODE_MOST else ""
