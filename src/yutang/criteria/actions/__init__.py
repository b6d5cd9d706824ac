"""Writes of the criteria room: `identifying` verdicts that are kept, `targets` of counties."""

from yutang.criteria.actions.identifying import identify, identify_on_page
from yutang.criteria.actions.targets import set_target

__all__ = ["identify", "identify_on_page", "set_target"]
