"""Decisions of the care room, pure.

`policy` which version of the rule holds; `amounts` what comes back; `steps` who may do what next,
and what time does; `asking` what may be asked of an order; `complaining` kinds of complaints;
`clock` how much time is left.
"""
