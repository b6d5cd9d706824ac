"""Recompute numbers from the rows they were exported with: python recompute.py FILE.csv ..."""

import csv
import statistics
import sys
from decimal import Decimal as Number


def measured(how: str, rows: list[dict[str, str]]) -> Number:
    name, _, limit = how.partition(" ")
    amounts = sorted(Number(row["amount"]) for row in rows if row["amount"])
    if name == "quantile" and len(amounts) > 1:
        return statistics.quantiles(amounts, n=100, method="inclusive")[int(limit) - 1]
    found = {"one": 1, "rows": len(rows), "different": len({row["id"] for row in rows} - {""})}
    found["above"] = sum(amount > Number(limit or 0) for amount in amounts)
    last = max(amounts, default=Number(0))
    return Number({"sum": sum(amounts), "largest": last, "quantile": last, **found}[name])


wrong = False
for path in sys.argv[1:]:
    with open(path, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123 - short
        head = {line[0]: line[1] for line in iter(csv.reader(file).__next__, [])}
        rows = list(csv.DictReader(file))
    top, bottom = ([row for row in rows if row["part"] == part] for part in ("top", "bottom"))
    result = measured(head["top"], top) * Number(head["times"]) / measured(head["bottom"], bottom)
    differs = abs(result - Number(head["value"])) > Number("0.000001")
    wrong = wrong or differs
    print(path, result, "but it says" if differs else "as it says", head["value"])  # noqa: T201
sys.exit(wrong)
