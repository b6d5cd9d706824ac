"""Write down the national tree down to the counties, for reading addresses: 3,351 lines.

The whole table of the places room takes two seconds to unfold; whoever pastes an address should
not wait for it. `python -m tools.regions_data` after a new edition of that table.
"""

from pathlib import Path

from yutang.places import table

DATA = Path(__file__).resolve().parents[1] / "src" / "yutang" / "delivery" / "data"
_COUNTY_DIGITS = 6


def text() -> str:
    """Return the file as it has to be: code and name a line, in code order."""
    found = (entry for entry in table.entries() if len(entry.code) <= _COUNTY_DIGITS)
    return "".join(f"{entry.code} {entry.name}\n" for entry in found)


if __name__ == "__main__":
    (DATA / f"regions-{table.EDITION}.txt").write_text(text(), "utf-8")
