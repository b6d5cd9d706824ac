"""Two values side by side: what is between them, and how many times the one is the other."""

from decimal import Decimal
from typing import NamedTuple


class Pair(NamedTuple):
    """Two values of one figure; None is "not known", which is not zero."""

    one: Decimal | None
    other: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """The one less the other; None unless both are known."""
        return None if self.one is None or self.other is None else self.one - self.other

    @property
    def ratio(self) -> Decimal | None:
        """The one divided by the other; None unless both are known and the other is not zero."""
        return None if self.one is None or not self.other else self.one / self.other

    @property
    def is_known(self) -> bool:
        """Tell whether anything is known at all."""
        return self.one is not None or self.other is not None
