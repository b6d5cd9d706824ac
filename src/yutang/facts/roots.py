"""Two roots that never mix: what really happened, and what was invented to be shown."""

from typing import Final, Literal

from yutang.plumbing.config import Config

Root = Literal["real", "demo"]
ROOTS: Final[tuple[Root, ...]] = ("real", "demo")


def is_demo() -> bool:
    """Tell whether `yutang demo` made this installation: all in it is a demo."""
    return Config.load().demo_mark.exists()


def read() -> Root:
    """Return the root that this installation reads."""
    return "demo" if is_demo() else "real"
