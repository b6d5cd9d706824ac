"""How long, how much, how many words; who of two confirms."""

from datetime import date
from typing import Final

from yutang.programmes.errors import AmountWrong, DaysWrong, OwnHand, WordsNeeded

YEARS_MOST: Final = 10
AMOUNT_FEN_MOST: Final = 10_000_000_000 * 100
NAME_LEAST: Final = 2
WORDS_LEAST: Final = 4
WORDS_MOST: Final = 200
ABOUT_MOST: Final = 120
AIM_LEAST: Final = 10
AIM_MOST: Final = 1000

NOTED: Final = "noted"
CONFIRMED: Final = "confirmed"
DROPPED: Final = "dropped"


def check_days(starts_on: date, ends_on: date) -> None:
    """Go on when a programme may run so long; raises `DaysWrong`."""
    if not starts_on <= ends_on or ends_on.year - starts_on.year > YEARS_MOST:
        raise DaysWrong(most=YEARS_MOST)


def check_amount(amount_fen: int) -> None:
    """Go on when so many fen may be given or spent at once; raises `AmountWrong`."""
    if not 0 < amount_fen <= AMOUNT_FEN_MOST:
        raise AmountWrong


def check_words(text: str, least: int = WORDS_LEAST) -> str:
    """Return the words in one line; raises `WordsNeeded` when they are too few."""
    words = " ".join(text.split())
    if len(words) < least:
        raise WordsNeeded(least=least)
    return words[:WORDS_MOST]


def check_two(noted_by: int, decided_by: int) -> None:
    """Go on when two people have a hand in it; raises `OwnHand`."""
    if noted_by == decided_by:
        raise OwnHand
