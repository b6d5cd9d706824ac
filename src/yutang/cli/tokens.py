"""`yutang tokens N`: passes of fresh demo buyers, one a line, for load tests."""

import sys

from yutang.cli import boot


def tokens(count: int) -> None:
    """Print that many buyer passes, each of a demo account of its own, good for 12 hours.

    Raises:
        NoDemoHere: this installation has no demo, or a sale that is not one.
    """
    boot.django()
    from yutang.kernel.clock import now
    from yutang.people import actions, passes
    from yutang.people.errors import NoDemoHere

    if not _only_demo():
        raise NoDemoHere
    at = now()
    lines = [passes.mint_buyer(person, at) for person in actions.enrol_rehearsal(count)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _only_demo() -> bool:
    """A pass buys at every sale, so one real sale is enough to refuse."""
    from django.apps import apps

    from yutang.people import queries

    sales = apps.get_model("live", "Sale").objects
    return (
        queries.holds_demo()
        and sales.filter(is_demo=True).exists()
        and not sales.filter(is_demo=False).exists()
    )
