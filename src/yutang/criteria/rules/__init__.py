"""Decisions of the criteria room, pure.

`wording` what a criterion says, read and checked; `judging` whether a place meets it, and what it
lacks; `saying` that in words; `pace` when it gets there; `period` which months are counted;
`rolling` towns and counties from what lies in them; `clusters` who touches whom; `aedi` the index
shown beside a county's target; `listing` towns of a plain list of villages.
"""
