"""How a place is written in the addresses of boards: its code, and a word for the whole country."""

from typing import Final

ALL: Final = "all"


def word_of(place: str) -> str:
    """Return what stands in an address for a place."""
    return place or ALL


def place_of(word: str) -> str:
    """Return the code that an address names; empty for the whole country."""
    return "" if word == ALL else word
