"""The market and the gate of the races serve here too."""

from tests.races.conftest import gate, market

__all__ = ["gate", "market"]
