"""Writes on batches: harvests, steps, flows, tests, the grower's word, recalls.

Whatever takes from a batch holds its row's lock (`lock_batch`): flows here, and the units that
the trade room offers. Batches are locked in the order of their ids; who locks a lot as well locks
it before.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.core.files.base import ContentFile
from django.db import transaction

from yutang.goods import claims, pictures, rules
from yutang.goods.actions.once import once
from yutang.goods.errors import (
    BatchAlreadyThere,
    BatchRecalled,
    GrowerConfirms,
    NotARoot,
    ReasonNeeded,
    RefusedLine,
)
from yutang.goods.models import Batch, BatchFlow, BatchStep, Inspection
from yutang.goods.queries import batch_family, recalled_number, stock_of
from yutang.goods.rules import BatchFacts, InspectionFacts, StepFacts, trace
from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound, Refusal
from yutang.people.access import Person
from yutang.places import access as places
from yutang.places.rules import Level


def add_batch(product_id: int, facts: BatchFacts) -> Batch:
    """Write down one harvest or run of a product.

    Raises:
        BadFact: a day ahead, no quantity, no number.
        UnknownPlace, WrongLevel: no such place of the field.
        BatchAlreadyThere: the product has a batch of this number.
    """
    checked = _checked(facts)
    with once("goods_batch_once", BatchAlreadyThere(name=checked.number)):
        return Batch.objects.create(product_id=product_id, **vars(checked))


def import_batches(product_id: int, lines: Sequence[tuple[int, BatchFacts]]) -> int:
    """Write down the batches of a file, all or none; return how many. `lines`: line and batch.

    Raises:
        RefusedLine: the first line whose batch cannot be kept, and why.
    """
    with transaction.atomic():
        for line, facts in lines:
            try:
                add_batch(product_id, facts)
            except Refusal as refusal:
                said = {"zh_why": refusal.sentence("zh-hans"), "en_why": refusal.sentence("en")}
                raise RefusedLine(line=line, **said) from refusal
    return len(lines)


def lock_batch(batch_id: int) -> None:
    """Keep the batch's row until the transaction ends: nobody else takes from it meanwhile.

    Raises:
        NotFound: no such batch.
    """
    _lock([batch_id])


def take_units(batch_id: int, units: int) -> None:
    """Let so many units more of the batch be offered; its row is locked until the transaction ends.

    Units without a known weight are let pass.

    Raises:
        NotFound: no such batch.
        BatchShort: less is left.
    """
    lock_batch(batch_id)
    batch = Batch.objects.select_related("product").get(pk=batch_id)
    asked_g = units * (batch.product.net_weight_g or 0)
    trace.check_left(batch.number, stock_of(batch_id).left_g, asked_g)


def check_weight(product_id: int, net_weight_g: int) -> None:
    """Let units of the product weigh so much from now on, within a transaction.

    Raises:
        BatchShort: what is sold or on offer of a batch would be more than it has.
    """
    for batch in _lock(Batch.objects.filter(product=product_id).values_list("pk", flat=True)):
        stock = stock_of(batch.pk)
        asked_g = claims.units_of(batch.pk) * net_weight_g
        trace.check_left(batch.number, stock.quantity_g - stock.passed_g, asked_g)


def add_step(batch_id: int, facts: StepFacts, by: Person | None) -> BatchStep:
    """Write down what was done to a batch that stays what it is.

    Raises:
        NotFound: no such batch.
        StepTooEarly, WorkerNeeded
    """
    batch = _batch(batch_id)
    checked = trace.check_step(facts, batch.harvested_on, today())
    return BatchStep.objects.create(batch=batch, by=by, **vars(checked))


def pass_on(
    taken_g: Mapping[int, int],
    product_id: int,
    made: BatchFacts,
    step: StepFacts,
    by: Person | None,
) -> Batch:
    """Make a batch of others: packed, processed, divided or mixed; return it.

    `taken_g`: grams by batch. `made`: the new batch, of which there is at most what went in; its
    day is the step's. It needs a certificate of its own.

    Raises:
        NotFound: no such batch.
        BatchRecalled: one of them, or what went into it.
        SourceNeeded, BadFlow, StepTooEarly, WorkerNeeded, BadFact, BatchAlreadyThere
        BatchShort: less is left of one of them.
    """
    taken = trace.check_flow(taken_g, made.quantity_g)
    facts = _checked(replace(made, harvested_on=step.done_on))
    with once("goods_batch_once", BatchAlreadyThere(name=facts.number)):
        sources = _lock(taken)
        latest = max(source.harvested_on for source in sources)
        checked = trace.check_step(step, latest, today())
        for source in sources:
            _check_source(source, taken[source.pk])
        target = Batch.objects.create(product_id=product_id, **vars(facts))
        written = BatchStep.objects.create(by=by, **vars(checked))
        BatchFlow.objects.bulk_create(
            BatchFlow(step=written, source=source, target=target, grams=taken[source.pk])
            for source in sources
        )
    return target


def add_inspection(
    batch_id: int, facts: InspectionFacts, report: bytes | None, by: Person | None
) -> Inspection:
    """Write down a test of a batch. `report`: a photograph, kept like a product's picture.

    Raises:
        NotFound: no such batch.
        StepTooEarly, ItemsNeeded, ReportNeeded, NotAPicture, PictureTooLarge
    """
    batch = _batch(batch_id)
    checked = trace.check_inspection(
        facts, has_report=bool(report), harvested_on=batch.harvested_on, today=today()
    )
    made = Inspection(batch=batch, by=by, **vars(checked))
    if report:
        shrunk = pictures.shrink(report)
        made.document.save(f"{uuid.uuid4().hex}.webp", ContentFile(shrunk.webp), save=False)
    made.save()
    return made


def confirm_batch(batch_id: int, by: Person, reason: str = "") -> Batch:
    """The grower says that the batch is theirs; confirmed twice changes nothing.

    A clerk may record it for a producer without an account, and says how they know.

    Raises:
        NotFound: no such batch.
        NotARoot: it was made of others; the origin is confirmed on those.
        GrowerConfirms: the producer has an account of their own.
        ReasonNeeded: somebody else confirms and does not say why.
    """
    with transaction.atomic():
        (batch,) = _lock([batch_id])
        if batch.confirmed_at is not None:
            return batch
        if batch.flows_in.exists():
            raise NotARoot
        grower = batch.product.producer.person_id
        if grower is not None and grower != by.pk:
            raise GrowerConfirms
        if grower is None and not reason.strip():
            raise ReasonNeeded
        batch.confirmed_at, batch.confirmed_by = now(), by
        batch.confirm_reason = "" if grower == by.pk else reason.strip()
        batch.save(update_fields=["confirmed_at", "confirmed_by", "confirm_reason"])
    return batch


def recall_batch(batch_id: int, reason: str, by: Person | None) -> tuple[int, ...]:
    """Take a batch back, and with it all that was made of it; their open lots close.

    Return the batches concerned. Recalled twice, the first reason stands.

    Raises:
        NotFound: no such batch.
        ReasonNeeded
    """
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        # All of the family: whoever opens a lot of one of them waits, and then sees the recall.
        family = batch_family(batch_id, "down")
        batch = next(each for each in _lock(family) if each.pk == batch_id)
        if batch.recalled_at is None:
            batch.recalled_at, batch.recalled_by = now(), by
            batch.recall_reason = reason.strip()
            batch.save(update_fields=["recalled_at", "recalled_by", "recall_reason"])
    # After the commit: lots are locked before batches. Recalling again closes what was left open.
    claims.stop(family, by)
    return family


def _checked(facts: BatchFacts) -> BatchFacts:
    checked = rules.check_batch(facts, today())
    if not checked.field_code:
        return checked
    levels = (Level.COUNTY, Level.TOWN, Level.VILLAGE)
    return replace(checked, field_code=places.check_code(checked.field_code, *levels))


def _check_source(source: Batch, grams: int) -> None:
    recalled = recalled_number(source.pk)
    if recalled:
        raise BatchRecalled(number=recalled)
    trace.check_left(source.number, stock_of(source.pk).left_g, grams)


def _batch(batch_id: int) -> Batch:
    batch = Batch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    return batch


def _lock(batch_ids: Collection[int]) -> list[Batch]:
    """Lock the rows in the order of their ids, within a transaction."""
    rows = Batch.objects.select_for_update(no_key=True).filter(pk__in=batch_ids).order_by("pk")
    found = list(rows)
    if len(found) != len(batch_ids):
        raise NotFound
    return found
