"""Reads of the hosts room: what paths lack, months, how incomes spread, what became of classes."""
