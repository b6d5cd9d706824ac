"""Where prices are fetched from by themselves: an address and a key, none by default.

What is asked and answered there stands in docs/imports.md#prices-from-a-feed. No ministry's or
company's own interface is meant: nobody had an account to try one with.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from yutang.plumbing.outgoing import is_safe


@dataclass(frozen=True)
class PriceFeed:
    """A feed: its address (https, or this machine), and the key that is sent along."""

    url: str
    key: str

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> "PriceFeed | None":
        """Return what the environment configures; None: nothing.

        Raises:
            SystemExit: it is configured in part, or in a way that is not safe.
        """
        said = os.environ if env is None else env
        url, key = (said.get(f"YUTANG_PRICES_{name}", "").strip() for name in ("URL", "KEY"))
        if not url and not key:
            return None
        if not url or not key:
            missing = "YUTANG_PRICES_KEY" if url else "YUTANG_PRICES_URL"
            raise SystemExit(f"{missing} is missing: the feed of prices is configured in part.")
        if not is_safe(url):
            raise SystemExit(
                "YUTANG_PRICES_URL must be an https address (http on this machine only)."
            )
        return cls(url, key)
