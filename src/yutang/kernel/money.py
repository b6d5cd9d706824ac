"""Money is an integer count of fen (分); a yuan (元) is 100 fen."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Fen = NewType("Fen", int)


def yuan(fen: int) -> str:
    """Return fen as yuan with two digits and thousands marked: ``1234567`` → ``12,345.67``."""
    sign = "-" if fen < 0 else ""
    whole, cents = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{cents:02d}"


def fen_from_yuan(text: str) -> Fen:
    """Return the fen of an amount typed in yuan (``29.9``, ``¥1,000``).

    Raises:
        ValueError: when the text is no amount or finer than one fen.
    """
    cleaned = text.strip().lstrip("¥￥").replace(",", "").replace("，", "")
    try:
        amount = Decimal(cleaned) * 100
    except ArithmeticError as error:
        raise ValueError(f"not an amount in yuan: {text!r}") from error
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise ValueError(f"an amount in yuan has at most two decimals: {text!r}")
    return Fen(int(amount))


def price_per_kg_fen(price_fen: int, net_weight_g: int) -> Fen:
    """Return the price of one kilogram, rounded half up to the fen; weight in grams, > 0."""
    exact = Decimal(price_fen) * 1000 / Decimal(net_weight_g)
    return Fen(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def price_per_jin_fen(price_fen: int, net_weight_g: int) -> Fen:
    """Return the price of one 斤 (500 g), rounded half up to the fen."""
    exact = Decimal(price_fen) * 500 / Decimal(net_weight_g)
    return Fen(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)))
