"""Who may ask for an offer's work, and what is said to them."""

from typing import Final, Literal

APPLIED, INVITED, REFUSED, HIRED, WITHDRAWN = (
    "applied",
    "invited",
    "refused",
    "hired",
    "withdrawn",
)
ARROWS: Final[dict[str, frozenset[str]]] = {
    APPLIED: frozenset({INVITED, REFUSED, HIRED, WITHDRAWN}),
    INVITED: frozenset({REFUSED, HIRED, WITHDRAWN}),
    REFUSED: frozenset(),
    HIRED: frozenset(),
    WITHDRAWN: frozenset(),
}
OPEN: Final = frozenset({APPLIED, INVITED})
WORDS_MOST: Final = 600

Hindrance = Literal["age_unknown", "too_young", "guardian"]


def hindrance(age: int | None, age_least: int, *, guardian_agrees: bool) -> Hindrance | None:
    """Return why somebody of this age may not apply, if anything hinders them."""
    if age is None:
        return "age_unknown"
    if age < max(age_least, 16):
        return "too_young"
    if age < 18 and not guardian_agrees:  # noqa: PLR2004 - of age
        return "guardian"
    return None
