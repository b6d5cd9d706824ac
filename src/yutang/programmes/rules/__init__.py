"""What decides about programmes and their money: pure.

`kinds.py` the words there are; `steps.py` two hands, periods; `following.py` whose yuan went
where; `demands.py` what a money rule asks, and what is lacking.
"""

from yutang.programmes.rules.kinds import (
    DIRECTIONS,
    PURPOSES,
    Direction,
    Purpose,
    direction_of,
    fund_owner,
    programme_owner,
    purpose_of,
)

__all__ = [
    "DIRECTIONS",
    "PURPOSES",
    "Direction",
    "Purpose",
    "direction_of",
    "fund_owner",
    "programme_owner",
    "purpose_of",
]
