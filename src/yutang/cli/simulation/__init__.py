"""A whole sale in one process: the real rules, a model of the tables, fake clock, bus and gates.

Everything random comes from one seed, so a story that goes wrong is told again, step by step.
"""
