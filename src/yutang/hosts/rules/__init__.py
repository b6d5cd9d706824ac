"""Decisions about hosts, all pure: who may go on, what a month is, how incomes spread."""
