"""Writes that come by the thousand: each takes a whole haul in one transaction, without Django.

A file tells its transaction as rounds of named statements (`plumbing.rounds`), so that the gate,
the timers and Django run the same. Lots are locked first, in the order of their ids.
"""
