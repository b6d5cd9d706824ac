"""What a batch's page, its trace page and its label say: steps, tests, certificate, family."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from yutang.goods.models import Batch, BatchFlow, BatchStep, Certificate, Inspection, Product
from yutang.goods.queries.family import batch_family, stock_of
from yutang.goods.rules import OfferFacts, certificates
from yutang.kernel.clock import today
from yutang.places import queries as places

MIXABLE_SHOWN = 8
GENERATIONS_SHOWN = 60
"""More batches than that are not told one by one."""


@dataclass(frozen=True)
class FlowView:
    """So many grams of a batch (by number and code)."""

    number: str
    code: str
    product: str
    grams: int


@dataclass(frozen=True)
class StepView:
    """A line of a batch's story. `kind`: harvest, test, or that of a step; `label` says it."""

    kind: str
    label: str
    day: date
    who: str
    where: str
    note: str = ""
    batch: str = ""
    """Number of the batch it happened to."""
    taken: tuple[FlowView, ...] = ()
    """What went in, of a step that made a batch of others."""
    inspection: Inspection | None = None


@dataclass(frozen=True)
class OriginView:
    """One harvest that is in a batch: who grew it, where, whether they say so themselves."""

    batch: Batch
    place: str
    confirmed: bool
    by_grower: bool


@dataclass(frozen=True)
class TraceView:
    """A batch with all that is known of it. `batch` comes with product and producer."""

    batch: Batch
    place: str
    certificate: Certificate | None
    origins: tuple[OriginView, ...]
    steps: tuple[StepView, ...]
    recalled: Batch | None
    """It, or the first that went into it, was recalled."""
    is_cut: bool
    """More batches went into it than are told."""

    @property
    def confirmed(self) -> bool:
        """Every harvest that is in it was confirmed."""
        return all(origin.confirmed for origin in self.origins)


def batch_by_code(code: str) -> int | None:
    """Return the id of the batch with this trace code."""
    return Batch.objects.filter(code=code).values_list("pk", flat=True).first()


def certificate_of(batch_id: int) -> Certificate | None:
    """Return the batch's certificate in force: the one that nothing replaced."""
    return Certificate.objects.filter(batch=batch_id, replaced_by=None).first()


def certificate_numbered(number: str) -> Certificate | None:
    """Return the certificate of this number, with its batch."""
    found = Certificate.objects.select_related("batch__product__producer")
    return found.filter(number=number).first()


def replaced_by(certificate: Certificate) -> Certificate | None:
    """Return the certificate that replaced this one."""
    return Certificate.objects.filter(replaces=certificate).first()


def made_of(batch_id: int) -> list[BatchFlow]:
    """Return what of this batch went into which others, oldest first."""
    flows = BatchFlow.objects.filter(source=batch_id).order_by("target")
    return list(flows.select_related("target__product", "step"))


def mixable(batch: Batch) -> list[tuple[Batch, int]]:
    """Return the producer's other batches of which something is left, newest first, with grams."""
    others = Batch.objects.filter(product__producer=batch.product.producer_id, recalled_at=None)
    latest = others.exclude(pk=batch.pk).order_by("-harvested_on", "-pk")[:MIXABLE_SHOWN]
    left = ((other, stock_of(other.pk).left_g) for other in latest)
    return [(other, grams) for other, grams in left if grams > 0]


def failed_test(batch_id: int) -> bool:
    """Tell whether the batch's latest test did not pass."""
    latest = Inspection.objects.filter(batch=batch_id).order_by("-tested_on", "-pk").first()
    return latest is not None and not latest.passed


def recalled_number(batch_id: int) -> str:
    """Return the number of the batch that was recalled, it or one that went into it; or nothing."""
    recalled = _recalled(batch_family(batch_id, "up"))
    return recalled.number if recalled else ""


def offer_facts(product_id: int, batch_id: int | None) -> OfferFacts:
    """Return what decides whether units of the product, of this batch, may be offered today."""
    facts = facts_of(Product.objects.select_related("producer").get(pk=product_id))
    if batch_id is None:
        return facts
    return replace(
        facts,
        batch_number=Batch.objects.values_list("number", flat=True).get(pk=batch_id),
        has_certificate=certificate_of(batch_id) is not None,
        recalled=recalled_number(batch_id),
        test_failed=failed_test(batch_id),
    )


def facts_of(product: Product) -> OfferFacts:
    """Return what of the product, with its producer, decides about offers without a batch."""
    return OfferFacts(
        class_code=product.class_code,
        processing=product.processing,
        producer_kind=product.producer.kind,
    )


def check_offer(product_id: int, batch_id: int | None) -> None:
    """Units of the product, of this batch, may be offered to buyers today.

    Raises:
        BatchRecalled, TestFailed, BatchNeeded, CertificateNeeded: see `rules.certificates`.
    """
    certificates.check_offer(offer_facts(product_id, batch_id), today())


def trace_of(batch_id: int) -> TraceView | None:
    """Return the batch with its story, oldest line first; at most ten questions."""
    family = batch_family(batch_id, "up")
    told = family[:GENERATIONS_SHOWN]
    batches = _batches(told)
    batch = batches.get(batch_id)
    if batch is None:
        return None
    flows = list(
        BatchFlow.objects.filter(target__in=told).select_related("source__product", "step")
    )
    made = {flow.target_id for flow in flows}
    names = places.full_names({_place(each) for each in batches.values()})
    roots = [each for each in batches.values() if each.pk not in made]
    return TraceView(
        batch=batch,
        place=names[_place(batch)],
        certificate=certificate_of(batch_id),
        origins=tuple(_origin(root, names[_place(root)]) for root in roots),
        steps=_story(batches, roots, flows, names),
        recalled=_recalled(family),
        is_cut=len(family) > len(told),
    )


def _batches(ids: Collection[int]) -> dict[int, Batch]:
    rows = Batch.objects.filter(pk__in=ids).select_related(
        "product__producer", "confirmed_by", "recalled_by"
    )
    return {batch.pk: batch for batch in rows.order_by("pk")}


def _recalled(family: Collection[int]) -> Batch | None:
    recalled = Batch.objects.filter(pk__in=family, recalled_at__isnull=False)
    return recalled.order_by("recalled_at").first()


def _place(batch: Batch) -> str:
    return batch.field_code or batch.product.origin_code


def _origin(batch: Batch, place: str) -> OriginView:
    return OriginView(
        batch=batch,
        place=place,
        confirmed=batch.confirmed_at is not None,
        by_grower=batch.confirmed_at is not None and not batch.confirm_reason,
    )


def _story(
    batches: dict[int, Batch],
    roots: list[Batch],
    flows: list[BatchFlow],
    names: dict[str, str],
) -> tuple[StepView, ...]:
    lines = [(root.pk, _harvest(root, names[_place(root)])) for root in roots]
    for step in BatchStep.objects.filter(batch__in=list(batches)).order_by("pk"):
        assert step.batch_id is not None, "asked for by its batch"
        lines.append((step.batch_id, _step(step, batches[step.batch_id])))
    lines += _makings(batches, flows)
    for test in Inspection.objects.filter(batch__in=list(batches)).order_by("pk"):
        lines.append((test.batch_id, _test(test, batches[test.batch_id])))
    # On one day, what was done to a batch comes before what was made of it.
    lines.sort(key=lambda line: (line[1].day, line[0]))
    return tuple(view for _batch, view in lines)


def _harvest(batch: Batch, place: str) -> StepView:
    who = batch.product.producer.name
    return StepView("harvest", "", batch.harvested_on, who, place, batch.field_name, batch.number)


def _step(step: BatchStep, batch: Batch) -> StepView:
    where, label = step.place_name, str(step.get_kind_display())
    return StepView(
        step.kind, label, step.done_on, step.worker_name, where, step.note, batch.number
    )


def _makings(batches: dict[int, Batch], flows: list[BatchFlow]) -> list[tuple[int, StepView]]:
    by_target: dict[int, list[BatchFlow]] = {}
    for flow in flows:
        by_target.setdefault(flow.target_id, []).append(flow)
    lines = []
    for target, into in by_target.items():
        step = into[0].step
        taken = tuple(
            FlowView(f.source.number, f.source.code, f.source.product.name, f.grams) for f in into
        )
        told = _step(step, batches[target])
        lines.append((target, replace(told, taken=taken)))
    return lines


def _test(test: Inspection, batch: Batch) -> StepView:
    label = str(test.get_kind_display())
    return StepView(
        "test", label, test.tested_on, test.laboratory, "", test.items, batch.number, (), test
    )
