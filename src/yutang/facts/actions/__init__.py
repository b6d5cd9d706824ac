"""Writing facts: publishing them, keeping versions, taking old files away."""

from yutang.facts.actions.keeping import become_demo, pin, sweep, unpin
from yutang.facts.actions.publishing import Published, publish, quiet
from yutang.facts.actions.watching import watch

__all__ = ["Published", "become_demo", "pin", "publish", "quiet", "sweep", "unpin", "watch"]
