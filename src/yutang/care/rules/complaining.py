"""Kinds of complaints, as a tree of two steps, and whose turn it is. Pure."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from yutang.care.errors import NoSuchKind
from yutang.care.rules.steps import Side

TREE: dict[str, tuple[str, ...]] = {
    "goods": ("goods.unlike", "goods.short", "goods.unsafe"),
    "parcel": ("parcel.lost", "parcel.late", "parcel.carrier"),
    "host": ("host.false", "host.pressed"),
    "money": ("money.twice", "money.not_back", "money.farmer"),
    "data": ("data.leaked", "data.asked"),
    "origin": ("origin.faked", "origin.certificate"),
    "programme": (
        "programme.not_held",
        "programme.list",
        "programme.benefit",
        "programme.wrong",
        "programme.plaque",
        "programme.fee",
    ),
    "other": ("other",),
}
"""Branches and what may be chosen in each."""
_OF_PROGRAMMES = ("programme", "data", "other")
KINDS = frozenset(kind for kinds in TREE.values() for kind in kinds)
_SELLER_FIRST = frozenset({"goods", "parcel"})

Step = Literal["answer", "appeal", "content", "settle"]
_FROM: dict[Step, frozenset[str]] = {
    "answer": frozenset({"seller"}),
    "appeal": frozenset({"answered"}),
    "content": frozenset({"seller", "answered", "county"}),
    "settle": frozenset({"county"}),
}
SIDE: dict[Step, Side] = {
    "answer": "seller",
    "appeal": "buyer",
    "content": "buyer",
    "settle": "county",
}
"""Who takes the step; whoever complained is the buyer here."""
FINDINGS = ("righted", "unfounded", "passed_on")


def offered(*, about_programme: bool) -> dict[str, tuple[str, ...]]:
    """Return the part of the tree for a complaint about a programme, or about what was bought."""
    if about_programme:
        return {branch: TREE[branch] for branch in _OF_PROGRAMMES}
    return {branch: kinds for branch, kinds in TREE.items() if branch != "programme"}


def branch_of(kind: str) -> str:
    """Return the branch of a kind. Raises `NoSuchKind`."""
    if kind not in KINDS:
        raise NoSuchKind
    return kind.split(".", maxsplit=1)[0]


def is_sellers(kind: str) -> bool:
    """Tell whether the seller is asked first, and sees the complaint at all.

    About money, a host, persons' data and faked origin the county is asked at once, and the seller
    is not told who complained.
    """
    return branch_of(kind) in _SELLER_FIRST


def stage(state: str, due_at: datetime | None, now: datetime) -> str:
    """Return the state as time has made it: a seller's silence is the county's turn."""
    return "county" if state == "seller" and due_at is not None and due_at <= now else state


def may(step: Step, state: str, due_at: datetime | None, now: datetime) -> bool:
    """Tell whether the step can be taken at this moment."""
    if state == "answered" and due_at is not None and due_at <= now:
        return False
    return stage(state, due_at, now) in _FROM[step]


def open_to(
    sides: Iterable[Side], state: str, due_at: datetime | None, now: datetime
) -> tuple[Step, ...]:
    """Return the steps that somebody on these sides can take now."""
    ours = set(sides)
    return tuple(
        step for step, side in SIDE.items() if side in ours and may(step, state, due_at, now)
    )
