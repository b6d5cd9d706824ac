"""Who reads the books: operators. What concerns one order or payee is told on their own pages."""

from yutang.kernel.errors import NotFound
from yutang.ledger import queries
from yutang.ledger.models import Account
from yutang.people import access as people
from yutang.people.access import Person


def require_books(person: Person) -> None:
    """Go on only for who may read and close the books.

    Raises:
        NotFound: they may not.
    """
    people.require_operator(person)


def account_for(person: Person, account_id: int) -> Account:
    """Return an account; raises `NotFound` when there is none, or the books are not theirs."""
    require_books(person)
    found = queries.account(account_id)
    if found is None:
        raise NotFound
    return found


def transaction_for(person: Person, transaction_id: int) -> queries.TransactionView:
    """Return a transaction; raises `NotFound` as `account_for`."""
    require_books(person)
    found = queries.transaction(transaction_id)
    if found is None:
        raise NotFound
    return found
