"""Files are brought in: what was shown is written, in one transaction, or nothing is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.plumbing.sheets.trial import Outcome, Upload
from yutang.shops import access
from yutang.shops.actions import orders, tallying
from yutang.shops.actions.merging import Whence, merge
from yutang.shops.actions.registering import list_shop, write_shop
from yutang.shops.models import Origin, ShopImport
from yutang.shops.queries.deciding import decide_months, decide_orders
from yutang.shops.queries.deciding_lines import decide_lines
from yutang.shops.queries.deciding_shops import ShopSaid, decide_shops


def import_shops(upload: Upload, mark: str, by: Person) -> ShopImport:
    """Write the shops of a file that was looked at; `mark` is of what was shown.

    Raises:
        NotFound: the person registers no shops.
        ChangedMeanwhile: something changed since it was looked at; nothing is written.
        Whatever the table is refused for.
    """

    def write(brought: ShopImport) -> Outcome:
        decided = decide_shops(upload.data, _within(by))
        decided.outcome.require(mark)
        for shop in decided.said:
            _write_shop(shop, by)
        brought.file_digest = upload.keep()
        return decided.outcome

    return _brought_in(ShopImport.Kind.SHOPS, upload, by, write)


def import_months(upload: Upload, mark: str, as_of: date, by: Person) -> ShopImport:
    """Write the months of a file that was looked at; raises as `import_shops`."""

    def write(brought: ShopImport) -> Outcome:
        decided = decide_months(upload.data, _within(by), as_of)
        decided.outcome.require(mark)
        merge(decided.said, Whence(Origin.FILE, brought.at, brought, by))
        brought.file_digest = upload.keep()
        return decided.outcome

    return _brought_in(ShopImport.Kind.MONTHS, upload, by, write)


def import_orders(
    upload: Upload, mark: str, listing_id: int, as_of: date, by: Person
) -> ShopImport:
    """Write a listing's months from a file of its orders; raises as `import_shops`.

    Orders are kept without buyers, each once, so that files may overlap; the file itself, which
    names buyers, is not kept.
    """
    listing = access.listing_to_keep(by, listing_id)

    def write(brought: ShopImport) -> Outcome:
        decided = decide_orders(upload.data, listing, as_of)
        decided.outcome.require(mark)
        months = orders.write_orders(listing, decided.said)
        orders.count_months(listing, months, brought, by)
        return decided.outcome

    return _brought_in(ShopImport.Kind.ORDERS, upload, by, write)


def import_lines(upload: Upload, mark: str, listing_id: int, as_of: date, by: Person) -> ShopImport:
    """Write what a listing sold, line by line, and the orders and months that this adds up to.

    Raises as `import_shops`. Lines may come again, in any order and in tables that overlap. Names
    of buyers are not kept, nor is the file.
    """
    listing = access.listing_to_keep(by, listing_id)

    def write(brought: ShopImport) -> Outcome:
        decided = decide_lines(upload.data, listing, as_of)
        decided.outcome.require(mark)
        months = orders.write_lines(listing, decided.said, brought)
        orders.count_months(listing, months, brought, by)
        return decided.outcome

    return _brought_in(ShopImport.Kind.LINES, upload, by, write)


def _within(by: Person) -> tuple[str, ...]:
    codes = access.registers(by)
    if not codes:
        raise NotFound
    return codes


def _brought_in(
    kind: ShopImport.Kind, upload: Upload, by: Person, write: Callable[[ShopImport], Outcome]
) -> ShopImport:
    with transaction.atomic():
        tallying.alone()
        brought = ShopImport.objects.create(kind=kind, file_name=upload.name, at=now(), by=by)
        outcome = write(brought)
        brought.rows = len(outcome.rows)
        brought.added, brought.changed = outcome.new, outcome.changed
        brought.same, brought.refused = outcome.same, outcome.refused
        brought.save()
    return brought


def _write_shop(said: ShopSaid, by: Person) -> None:
    facts = said.facts
    if said.known is not None:
        known = said.known
        facts = replace(
            facts,
            producer_id=known.producer_id,
            is_demo=known.is_demo,
            credit_code=facts.credit_code or known.credit_code,
        )
    shop = write_shop(said.known, facts, by)
    for listing in said.listings:
        list_shop(shop.pk, listing, by)


def told(brought: ShopImport) -> str:
    """Return what an import did, in a sentence."""
    return _("Brought in: %(added)s new, %(changed)s changed, %(same)s the same.") % {
        "added": brought.added,
        "changed": brought.changed,
        "same": brought.same,
    }
