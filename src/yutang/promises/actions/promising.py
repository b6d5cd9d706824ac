"""An agreement is written down with its whole text; what its clauses promise becomes a number."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db import transaction

from yutang.kernel.clock import now, today
from yutang.kernel.counts import Counts
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.people.rules import clean_place_code
from yutang.plumbing import figures, kept
from yutang.programmes.access import Programme
from yutang.promises import access
from yutang.promises.errors import BadAgreement, NotInText, UnknownFigure
from yutang.promises.models import Agreement, Clause, Promise
from yutang.promises.rules import Span, Terms, check_span, check_terms, disjoint

FOLDER = "promises"
PARTIES_LEAST = 2


@dataclass(frozen=True)
class AgreementSaid:
    """An agreement as it was signed; each clause stands in the text, word for word."""

    title: str
    parties: tuple[str, ...]
    place_code: str
    signed_on: date
    text: str
    clauses: tuple[str, ...] = ()
    title_en: str = ""
    file: bytes = b""
    file_name: str = ""
    is_demo: bool = False


@dataclass(frozen=True)
class PromiseSaid:
    """What a clause promises: a figure of these places (none: the whole country), or a count.

    `indicator` is the name of a figure that a room offers; empty, it is counted by hand and
    `counts` says what. `span` says how years come together.
    """

    title: str
    unit: str
    target: Decimal
    due_on: date
    baseline_on: date
    baseline: Decimal = Decimal(0)
    indicator: str = ""
    counts: Counts = ""
    span: Span = "latest"
    place_codes: tuple[str, ...] = ()
    title_en: str = ""
    unit_en: str = ""
    reference: Decimal | None = None
    reference_source: str = ""
    programme: Programme | None = None
    is_demo: bool = False
    owner: Person | None = field(default=None, compare=False)
    """Who answers for it; whoever writes it down unless somebody else is named."""


def sign(said: AgreementSaid, by: Person | None) -> Agreement:
    """Write an agreement down; its text and clauses never change.

    `by` is None only for the command line, where whoever runs it owns the installation.

    Raises:
        NotFound: not of the person's places.
        BadAgreement, NotInText, BadPlaceCode
    """
    place = clean_place_code(said.place_code, empty=True)
    if by is not None and not access.writes(by, place):
        access.need_writer(by)
        raise BadAgreement
    parties = [name for name in map(one_line, said.parties) if name]
    text = said.text.strip()
    if not said.title.strip() or len(parties) < PARTIES_LEAST or not text:
        raise BadAgreement
    if said.signed_on > today():
        raise BadAgreement
    clauses = [each.strip() for each in said.clauses if each.strip()]
    if any(_words(each) not in _words(text) for each in clauses):
        raise NotInText
    with transaction.atomic():
        made = Agreement.objects.create(
            title=one_line(said.title)[:120],
            title_en=one_line(said.title_en)[:160],
            parties=[name[:120] for name in parties],
            place_code=place,
            signed_on=said.signed_on,
            text=text,
            text_digest=sha256(text.encode()).hexdigest(),
            file_name=said.file_name[-120:] if said.file else "",
            file_digest=kept.keep(FOLDER, said.file) if said.file else "",
            is_demo=said.is_demo,
            made_at=now(),
            made_by=by,
        )
        Clause.objects.bulk_create(
            Clause(agreement=made, position=position, text=each)
            for position, each in enumerate(clauses, start=1)
        )
    return made


def promise(clause: Clause, said: PromiseSaid, by: Person | None) -> Promise:
    """Write down what a clause promises; `by` as in `sign`, and then `said.owner` is somebody.

    Raises:
        NotFound: the agreement is not of the person's places.
        UnknownFigure, PersonsAddUp, BadPromise, BadPlaceCode
    """
    agreement = clause.agreement
    if by is not None:
        access.agreement_to_write(by, agreement.pk)
    owner = said.owner or by
    assert owner is not None, "somebody answers for a promise"
    figure = figures.by_name(said.indicator) if said.indicator else None
    if said.indicator and figure is None:
        raise UnknownFigure
    counts = figure.counts if figure else said.counts
    check_span(said.span, counts)
    terms = Terms(said.baseline, said.baseline_on, said.target, said.due_on)
    check_terms(terms, agreement.signed_on)
    return Promise.objects.create(
        clause=clause,
        programme=said.programme,
        title=one_line(said.title)[:120],
        title_en=one_line(said.title_en)[:160],
        indicator=said.indicator,
        counts=counts,
        unit=one_line(said.unit)[:20],
        unit_en=one_line(said.unit_en)[:30],
        span=said.span,
        place_codes=list(disjoint(clean_place_code(code) for code in said.place_codes)),
        baseline=said.baseline,
        baseline_on=said.baseline_on,
        target=said.target,
        due_on=said.due_on,
        owner=owner,
        reference=said.reference,
        reference_source=one_line(said.reference_source)[:200] if said.reference else "",
        is_demo=said.is_demo or agreement.is_demo,
        made_at=now(),
        made_by=by,
    )


def _words(text: str) -> str:
    """Return a text without the breaks that a copy may lose."""
    return "".join(text.split())
