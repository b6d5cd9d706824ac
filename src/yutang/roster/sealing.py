"""What of an entry is sealed, and by which digests it is found again. No Django: hauls need it."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yutang.plumbing.seal import digest, digest_each, seal_each
from yutang.roster.rules.persons import Entry, masked


class Sealed(NamedTuple):
    """The sealed columns of a person; None where nothing was said."""

    name_sealed: bytes
    name_digest: bytes
    name_masked: str
    id_sealed: bytes | None
    id_digest: bytes | None
    id_tail: str
    mobile_sealed: bytes | None
    mobile_digest: bytes | None
    mobile_tail: str
    bank_sealed: bytes | None
    bank_tail: str
    health_sealed: bytes | None
    poverty_sealed: bytes | None
    poverty_mark: bytes | None


def sealed(said: Sequence[Entry]) -> list[Sealed]:
    """Return the sealed columns of these entries, which were checked."""
    names = [entry.name for entry in said]
    numbers = [entry.id_number for entry in said]
    mobiles = [entry.mobile for entry in said]
    return [
        Sealed(*columns)
        for columns in zip(
            seal_each(names),
            digest_each(names),
            map(masked, names),
            _or_none(seal_each(numbers)),
            _or_none(digest_each(numbers)),
            (number[-4:] for number in numbers),
            _or_none(seal_each(mobiles)),
            _or_none(digest_each(mobiles)),
            (mobile[-4:] for mobile in mobiles),
            _or_none(seal_each(entry.bank_account for entry in said)),
            (entry.bank_account[-4:] for entry in said),
            _or_none(seal_each(entry.health for entry in said)),
            _or_none(seal_each(map(_poverty, said))),
            (poverty_mark(e.poverty_class) if e.poverty_class else None for e in said),
            strict=True,
        )
    ]


def poverty_mark(poverty_class: str) -> bytes:
    """Return the mark by which persons of one class are counted without being opened."""
    return digest(f"poverty:{poverty_class}")


def _poverty(entry: Entry) -> str:
    if not entry.poverty_class:
        return ""
    return json.dumps([entry.poverty_class, entry.poverty_pointer])


def _or_none(texts: Iterable[bytes]) -> list[bytes | None]:
    return [text or None for text in texts]
