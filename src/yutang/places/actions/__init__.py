"""Writes of the places room: points and classes, successors of codes, old lists."""

from yutang.places.actions.filling import Filled, set_class, set_points

__all__ = ["Filled", "set_class", "set_points"]
