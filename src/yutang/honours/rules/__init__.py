"""Decisions of the honours room: no database, no clock, no network.

`kinds` who may apply for what, `versions` which rule holds, `demands` what a rule asks for,
`steps` how an application moves, `notices` working days and objections, `life` what becomes of an
honour, `plaques` its number, `papers` which files are evidence.
"""
