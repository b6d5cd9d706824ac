"""Count the rows of `yutang export-rows FOLDER` again: python tools/recount.py FOLDER."""

import csv
import sys
from collections import Counter
from pathlib import Path

SOLD = {"paid", "confirmed", "shipped", "received", "closed"}


def read(name: str) -> list[dict[str, str]]:
    with (Path(sys.argv[1]) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> int:
    lots, orders = read("lots.csv"), read("orders.csv")
    units, last = Counter[tuple[str, str]](), dict[str, str]()
    faults = over = under = 0
    for change in read("order_changes.csv"):
        faults += change["from_state"] != last.get(change["order"], "held")
        faults += change["to_state"] == "expired" and change["from_state"] != "held"
        last[change["order"]] = change["to_state"]
    for order in orders:
        pool = "sold" if order["state"] in SOLD else order["state"]
        units[order["lot"], pool] += int(order["quantity"])
        faults += order["state"] != last.get(order["order"], "held")
    faults += len(orders) - len({(order["buyer"], order["key"]) for order in orders})
    faults += len({order["lot"] for order in orders} - {lot["lot"] for lot in lots})
    for lot in lots:
        held, sold = units[lot["lot"], "held"], units[lot["lot"], "sold"]
        left = int(lot["stocked"]) - int(lot["withdrawn"]) - held - sold
        over += max(-left, 0)
        under += max(left - int(lot["available"]), 0)
        faults += (held, sold, left) != tuple(int(lot[x]) for x in ("held", "sold", "available"))
    print(f"{len(lots)} lots, {len(orders)} orders: oversold {over}, undersold {under} units;")
    print(f"{faults} rows do not agree (pools with orders, states with moves, keys kept twice).")
    return int(bool(over or under or faults))


sys.exit(main())
