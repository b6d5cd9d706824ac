"""The kinds of facts with what they mean in which years."""

from collections import defaultdict

from yutang.yearbook.errors import UnknownKind
from yutang.yearbook.models import Definition, FactKind
from yutang.yearbook.rules import Kind, Meaning


def kinds() -> dict[str, Kind]:
    """Return all kinds by their names, in their order; two queries."""
    meanings: dict[int, list[Meaning]] = defaultdict(list)
    for row in Definition.objects.order_by("kind", "valid_from"):
        meanings[row.kind_id].append(
            Meaning(
                row.valid_from,
                row.valid_to,
                row.told_zh,
                row.told_en,
                row.source,
                row.least,
                row.most,
            )
        )
    return {
        row.name: Kind(
            row.pk,
            row.name,
            row.title_zh,
            row.title_en,
            row.unit_zh,
            row.unit_en,
            row.digits,
            row.rollup,
            row.weight_id,
            row.by_class,
            tuple(part for part in row.headings.split("、") if part),
            tuple(meanings[row.pk]),
        )
        for row in FactKind.objects.order_by("order")
    }


def kind_named(name: str) -> Kind:
    """Return the kind of this name.

    Raises:
        UnknownKind
    """
    found = kinds().get(name)
    if found is None:
        raise UnknownKind(text=name[:40])
    return found
