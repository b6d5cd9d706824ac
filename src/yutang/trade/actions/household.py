"""One address of delivery is one household: known by a keyed hash, from which nobody reads it."""

from yutang.plumbing.seal import digest
from yutang.trade.rules.contact import Contact
from yutang.trade.rules.household import one_spelling

HASH_BYTES = 16


def household_of(contact: Contact) -> bytes:
    """Return the keyed hash (16 bytes) of where the contact's parcel goes, whoever receives it."""
    return digest(f"household\n{one_spelling(contact)}")[:HASH_BYTES]
