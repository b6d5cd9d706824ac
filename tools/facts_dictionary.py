"""Writes docs/facts.md, the dictionary of facts, from the kinds' definitions.

``--check`` writes nothing and fails when the file is not what the definitions say.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
PAGE = ROOT / "docs" / "facts.md"

from yutang.facts.kinds import GROUPS  # noqa: E402 - found by the line above
from yutang.facts.kinds.shape import COMMON, Column, Kind  # noqa: E402

_HEAD = """\
# Facts

What happened, one row each, by kind. Made by `tools/facts_dictionary.py` from the definitions in
`facts/kinds/`: change those, not this page. With what is published: `/facts/`, in both languages.

*Not public*: tells who somebody is to those who know; in no open data. A merged person counts as
the one they were merged into; rehearsals are in no fact; demo data lie under a root of their own.
Money is in fen.
"""
_PERSONS = {
    "": "speaks of nobody",
    "buyer": "`person`: the buyer",
    "viewer": "`person`: the viewer, an account or a device",
    "member": "`person`: somebody on the roster",
    "person": "`person`: somebody, told apart within this kind only",
}


def page() -> str:
    """Return the whole page."""
    lines = [_HEAD, "## Columns of every kind\n", *_table(COMMON)]
    for title, kinds in GROUPS:
        lines += ["", f"## {title.en} · {title.zh}"]
        for kind in kinds:
            lines += ["", *_kind(kind)]
    return "\n".join(lines) + "\n"


def _kind(kind: Kind) -> list[str]:
    who = "recorded by the platform" if kind.recorded else "reported by villages and offices"
    return [
        f"### `{kind.name}` — {kind.title.en} · {kind.title.zh}",
        "",
        kind.told.en,
        "",
        f"A file a {kind.by}; {who}; {_PERSONS[kind.person]}.",
        "",
        *_table(kind.own),
    ]


def _table(columns: tuple[Column, ...]) -> list[str]:
    rows = [
        f"| `{each.name}` | {each.type} | {each.unit.en} | {each.told.en}"
        f"{' *Not public.*' if each.private else ''} |"
        for each in columns
    ]
    return ["| column | type | unit | what it is |", "|---|---|---|---|", *rows]


def main() -> int:
    """Write the page, or tell whether it stands as it should."""
    wanted = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text("utf-8") != wanted:
            sys.stderr.write("docs/facts.md is old: run tools/facts_dictionary.py\n")
            return 1
        return 0
    PAGE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
