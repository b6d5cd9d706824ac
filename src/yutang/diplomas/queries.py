"""Reads of the diplomas room: what somebody holds, an office issued, and anybody may check."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from yutang.diplomas import rules, signing
from yutang.diplomas.models import Diploma, Revocation, SigningKey
from yutang.kernel.clock import now
from yutang.places import queries as places
from yutang.plumbing.reader import reads_english
from yutang.plumbing.seal import unseal
from yutang.roster.queries import faces

VALID, ASKED, REVOKED = "valid", "asked", "revoked"


@dataclass(frozen=True)
class DiplomaView:
    """A diploma as a list shows it: no full name."""

    number: str
    masked: str
    """王*."""
    member_id: int | None
    title: str
    """In the reader's language."""
    hours: Decimal
    on: date
    place_code: str
    issuer: str
    programme: str
    state: str
    """`valid`; `asked`: good, and somebody wants it taken back; `revoked`."""
    reason: str
    """Why it was taken back, or is to be."""
    decided_at: datetime | None
    replacement: str
    """Number of the diploma that stands for this one now."""
    is_demo: bool

    @property
    def stands(self) -> bool:
        return self.state != REVOKED


@dataclass(frozen=True)
class KeyView:
    """A key as anybody may see it."""

    kid: str
    fingerprint: str
    made_at: datetime
    retired_at: datetime | None
    distrusted_at: datetime | None
    signatures: int


def of_member(member_id: int) -> list[DiplomaView]:
    """Return what a member of a programme holds, newest first, with what was revoked."""
    return views(Diploma.objects.filter(member_id__in=faces(member_id)).order_by("-on", "-pk"))


def by_cause(cause: str, keys: Collection[str]) -> dict[str, DiplomaView]:
    """Return what was issued for these keys of a cause, by key: of a replaced one, the newest."""
    found = list(Diploma.objects.filter(cause=cause, key__in=keys))
    now_of = dict(zip([each.key for each in found], views(found), strict=True))
    while replaced := [each.replacement for each in now_of.values() if each.replacement]:
        new = {each.number: each for each in views(Diploma.objects.filter(number__in=replaced))}
        now_of = {key: new.get(each.replacement, each) for key, each in now_of.items()}
    return now_of


def view(diploma: Diploma) -> DiplomaView:
    """Return one diploma as a list shows it."""
    return views([diploma])[0]


def views(diplomas: Iterable[Diploma]) -> list[DiplomaView]:
    """Return diplomas as a list shows them, in their order: two queries."""
    rows = list(diplomas)
    undone = _undone([each.pk for each in rows])
    names = places.full_names({each.place_code for each in rows})
    english = reads_english()
    return [
        _view(each, undone.get(each.pk), names.get(each.place_code, ""), english=english)
        for each in rows
    ]


def asked(diploma: Diploma) -> Revocation | None:
    """Return the revocation that waits for a second person, if one does."""
    return diploma.revocations.filter(state=Revocation.State.ASKED).first()


def right_name(revocation: Revocation) -> str:
    """Return the name that a replacement is to bear; empty when none is to be issued."""
    return unseal(revocation.holder_sealed) if revocation.holder_sealed else ""


def key_set() -> dict[str, object]:
    """Return the public keys as a JWK set (RFC 7517): those that are trusted, newest first."""
    trusted = SigningKey.objects.filter(distrusted_at=None).order_by("-pk")
    keys = [{**key.public, "kid": key.kid, "alg": rules.ALGORITHM, "use": "sig"} for key in trusted]
    return {"iss": signing.installation(), "keys": keys}


def revoked_list(at: datetime | None = None) -> str:
    """Return the numbers of all revoked diplomas as compact JWS, signed now."""
    numbers = list(
        Diploma.objects.filter(revocations__state=Revocation.State.CONFIRMED).values_list(
            "number", flat=True
        )
    )
    claims = rules.revoked_claims(numbers, at or now(), signing.installation())
    return signing.sign(claims, rules.REVOKED_TYPE)[0]


def signing_keys() -> list[KeyView]:
    """Return all keys, newest first."""
    return [
        KeyView(
            kid=key.kid,
            fingerprint=rules.fingerprint(signing.thumbprint(key.public)),
            made_at=key.made_at,
            retired_at=key.retired_at,
            distrusted_at=key.distrusted_at,
            signatures=key.signatures.count(),
        )
        for key in SigningKey.objects.order_by("-pk")
    ]


def _undone(ids: list[int]) -> dict[int, Revocation]:
    found = Revocation.objects.filter(diploma_id__in=ids).exclude(state=Revocation.State.DROPPED)
    return {each.diploma_id: each for each in found.select_related("replacement")}


def _view(each: Diploma, undone: Revocation | None, issuer: str, *, english: bool) -> DiplomaView:
    state = VALID
    if undone is not None:
        state = REVOKED if undone.state == Revocation.State.CONFIRMED else ASKED
    return DiplomaView(
        number=each.number,
        masked=rules.masked(unseal(each.holder_sealed)),
        member_id=each.member_id,
        title=each.title_en if english else each.title_zh,
        hours=each.hours,
        on=each.on,
        place_code=each.place_code,
        issuer=issuer or each.place_code,
        programme=each.programme,
        state=state,
        reason=undone.reason if undone else "",
        decided_at=undone.decided_at if undone else None,
        replacement=undone.replacement.number if undone and undone.replacement else "",
        is_demo=each.is_demo,
    )
