"""Check the public ledger of insurance cases: python verify_ledger.py ledger.jsonl [HEAD]

Needs Python 3 and nothing else. HEAD is a hash from a printed sheet: the chain must contain it.
"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

FIELDS = ["county", "from", "kind", "number", "persons", "previous", "sum_fen", "times", "to"]


def check(lines: list[str], head: str = "") -> str:
    """Return "" when every entry follows from the one before, else what is wrong and where."""
    previous, seen = "0" * 64, set[str]()
    for number, line in enumerate(lines, start=1):
        entry = json.loads(line)
        said = entry.pop("hash", "")
        if sorted(entry) != FIELDS or entry["number"] != number or entry["previous"] != previous:
            return f"entry {number}: it is missing, or not in its place"
        body = json.dumps(entry, sort_keys=True, separators=(",", ":"))
        if hashlib.sha256(body.encode()).hexdigest() != said:
            return f"entry {number}: it was changed"
        previous = said
        seen.add(said)
    return "" if not head or head in seen else f"the hash {head} is not in this chain"


if __name__ == "__main__":
    rows = Path(sys.argv[1]).read_text("utf-8").splitlines()
    wrong, totals = check(rows, *sys.argv[2:3]), Counter[tuple[str, str]]()
    for row in map(json.loads, rows):
        totals.update({(row["kind"], "times"): row["times"], (row["kind"], "fen"): row["sum_fen"]})
    told = [f"{kind} {what}: {number}" for (kind, what), number in sorted(totals.items())]
    told.append(f"BROKEN: {wrong}" if wrong else f"OK: {len(rows)} entries")
    sys.stdout.write("\n".join(told) + "\n")
    sys.exit(bool(wrong))
