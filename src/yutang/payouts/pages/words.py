"""What a line of a statement is called, in plain words."""

from django.utils.translation import gettext as _

from yutang.payouts.statements import StatementLine


def word_of(line: StatementLine) -> str:
    """Return what happened, as its payee says it."""
    words = {
        "share_fen": _("My share of an order"),
        "given_fen": _("From a programme"),
        "refund_fen": _("Given back for a refund"),
        "repaid_fen": _("Repaid of the advance"),
        "paid_fen": _("Paid out"),
        "returned_fen": _("Payout came back"),
    }
    return words.get(line.column) or _("Put right")
