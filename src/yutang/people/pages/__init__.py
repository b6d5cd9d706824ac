"""Pages of the people room: signing in, one's own page, grants, what was opened."""

from yutang.people.pages.stale import stale_form

__all__ = ["stale_form"]
