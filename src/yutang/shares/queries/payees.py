"""Payees by name: producers and persons by what they are called now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from yutang.ledger.rules import owner_of, payee_in
from yutang.shares.models import Payee


@dataclass(frozen=True)
class PayeeView:
    """Who is owed money. `owner`: as the ledger names it."""

    id: int
    kind: str
    kind_name: str
    name: str
    person_id: int | None
    """Whose account it is: the person's own, or the producer's; on the roster many have none."""
    place_code: str
    """Where its clerks are: a producer's village, an organisation's county, where somebody of the
    roster lives; "" for any other person.
    """

    @property
    def owner(self) -> str:
        return owner_of(self.id)


def payee_views(ids: Collection[int]) -> dict[int, PayeeView]:
    """Return these payees by their ids; one query."""
    found = Payee.objects.filter(pk__in=ids).select_related("producer", "person", "member")
    return {payee.pk: _view(payee) for payee in found}


def names_of(owners: Sequence[str]) -> dict[str, str]:
    """Return the names of these owners of accounts, for the ledger's pages; one query."""
    ids = [payee for payee in map(payee_in, owners) if payee is not None]
    return {view.owner: view.name for view in payee_views(ids).values()}


def organisations_of(place_code: str) -> list[str]:
    """Return the names of a county's organisations that were paid or named before."""
    known = Payee.objects.filter(kind=Payee.Kind.ORGANISATION, place_code=place_code[:6])
    return list(known.order_by("name").values_list("name", flat=True))


def _view(payee: Payee) -> PayeeView:
    name, person_id, place_code = payee.name, payee.person_id, payee.place_code
    if payee.producer is not None:
        name, person_id = payee.producer.name, payee.producer.person_id
        place_code = payee.producer.village_code
    elif payee.person is not None:
        name = payee.person.name
    elif payee.member is not None:
        name, person_id = payee.member.name_masked, payee.member.account_id
        place_code = payee.member.place_code
    return PayeeView(
        payee.pk, payee.kind, str(payee.get_kind_display()), name, person_id, place_code
    )
