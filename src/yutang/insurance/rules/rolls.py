"""The life of a roll: one register of persons, from its upload to their enrolment."""

from typing import Final

INSURER: Final = "insurer"
MOVES: Final = frozenset(
    {
        ("reading", "read"),
        ("reading", "failed"),
        ("reading", "dropped"),
        ("read", "enrolling"),
        ("read", "dropped"),
        ("read", "reading"),
        ("enrolling", "enrolled"),
        ("enrolling", "failed"),
        ("enrolling", "reading"),
        ("failed", "reading"),
        ("failed", "dropped"),
    }
)
"""Where a roll may go: read, confirmed and enrolled; read anew after others were insured or money
came in; given up before anybody is enrolled."""


def may(state: str, to: str) -> bool:
    """Tell whether a roll in this state may go there."""
    return (state, to) in MOVES


def insurer_owner(plan_id: int) -> str:
    """Return the owner of the account of what is owed to a plan's insurer."""
    return f"{INSURER}:{plan_id}"
