"""Two years of an invented county's store, as facts: for tests, and for looking at boards.

The same seed gives the same rows. Nothing of it is anybody's.
"""

import math
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
Store = dict[str, list[Row]]
GOODS = (
    # name, kind of good, yuan a unit, grams a unit, week of its height, weeks it lasts
    ("宽城板栗 2.5 公斤", "板栗", 6_800, 2_500, 41, 9),
    ("富岗苹果 5 公斤", "苹果", 5_900, 5_000, 44, 14),
    ("赵县雪花梨 4 公斤", "梨", 4_500, 4_000, 38, 10),
    ("大名小磨香油 500 毫升", "香油", 3_900, 500, 3, 40),
    ("行唐红枣 1 公斤", "红枣", 3_200, 1_000, 40, 20),
    ("雪川马铃薯 10 公斤", "马铃薯", 3_600, 10_000, 36, 16),
    ("散养鸡蛋 30 枚", "鸡蛋", 4_200, 1_800, 20, 50),
)
PROVINCES = ("11", "12", "13", "31", "32", "33", "37", "44", "51", "21", "42", "61")
CARRIERS = ("中通", "顺丰", "邮政")
REASONS = ("spoiled", "broken", "late", "return", "cancelled")


def store(
    villages: Sequence[str],
    today: date,
    *,
    days: int = 730,
    orders_a_day: float = 8,
    every: int = 1,
    seed: int = 8,
) -> Store:
    """Return the rows of every kind that boards read, up to today.

    `every`: so many days' orders come on one day, the last of them; each day with orders is a file.
    """
    chance = random.Random(seed)
    lines = list(_lines(chance, villages, today, range(days, -1, -every), orders_a_day * every))
    return {
        "order_line": lines,
        "parcel": [row for line in lines if (row := _parcel(chance, line, today))],
        "complaint": [_complaint(chance, line) for line in lines if line["reason_refund"]],
        "recall": _recalls(villages, today),
        "show": list(_shows(chance, villages, today, days)),
        "host_month": list(_host_months(chance, villages, today, days)),
        "price_quote": list(_quotes(chance, today, days)),
    }


def _lines(
    chance: random.Random, villages: Sequence[str], today: date, days: range, orders_a_day: float
) -> Iterator[Row]:
    number = 0
    for back in days:
        day = today - timedelta(days=back)
        for at, (name, _kind, price, grams, week, lasts) in enumerate(GOODS):
            apart = abs((day.isocalendar().week - week + 26) % 52 - 26)
            rate = orders_a_day / 3 * math.exp(-((apart / max(lasts / 2, 1)) ** 2))
            for _order in range(int(rate) + (chance.random() < rate % 1)):
                number += 1
                line = {"key": f"o{number}", "on": day, "place": villages[at % len(villages)]}
                yield {**line, **_line(chance, line, name, price, grams)}


def _line(chance: random.Random, line: Row, name: str, price: int, grams: int) -> Row:
    day = line["on"]
    units = chance.choice((1, 1, 1, 2, 3))
    paid = chance.random() < 0.93
    amount = price * units
    back = paid and chance.random() < 0.06
    person = int(chance.paretovariate(0.5) * 40) % 9_000
    return {
        "person": person,
        "order": line["key"],
        "lot": hash_of(name) % 97 + 1,
        "trace": f"T{hash_of(name) % 97 + 1:04}",
        "product": hash_of(name) % 31 + 1,
        "good": name,
        "producer": hash_of(line["place"]) % 11,
        "sale": 0,
        "platform": "yutang",
        "units": units,
        "grams": grams * units,
        "amount_fen": amount,
        "paid_fen": amount if paid else 0,
        "refunded_fen": amount if back else 0,
        "net_fen": amount if paid and not back else 0,
        "state": "received" if paid else "expired",
        "is_paid": paid,
        "is_valid": paid,
        "placed_on": day,
        "paid_on": day if paid else None,
        "to_province": PROVINCES[min(int(chance.expovariate(0.45)), len(PROVINCES) - 1)],
        "reason_refund": chance.choice(REASONS) if back else None,
    }


def hash_of(text: str) -> int:
    """Return a number that is the same in every process."""
    return sum(ord(letter) * (at + 1) for at, letter in enumerate(text))


def _parcel(chance: random.Random, line: Row, today: date) -> Row | None:
    sent = line["on"] + timedelta(days=int(chance.expovariate(0.9)))
    if not line["is_paid"] or sent > today:
        return None
    ship, way = (sent - line["on"]).days + chance.random(), 1 + chance.gammavariate(3, 0.8)
    is_over = sent + timedelta(days=int(way)) <= today
    return {
        "key": f"p{line['key']}",
        "on": sent,
        "place": line["place"],
        "person": line["person"],
        "good": line["good"],
        "product": line["product"],
        "carrier": chance.choice(CARRIERS),
        "state": "delivered" if is_over else "sent",
        "to_province": line["to_province"],
        "ship_days": ship,
        "way_days": way if is_over else None,
        "total_days": ship + way if is_over else None,
        "is_on_time": ship < 2,
        "is_damaged": chance.random() < 0.03,
        "goods_fen": line["paid_fen"],
        "freight_fen": 0,
        "cost_fen": int(300 + line["grams"] * 0.14 + chance.random() * 200),
    }


def _complaint(chance: random.Random, line: Row) -> Row:
    return {
        "key": f"c{line['key']}",
        "on": line["on"],
        "place": line["place"],
        "person": line["person"],
        "what": "claim",
        "reason": line["reason_refund"] if line["reason_refund"] != "cancelled" else "wrong",
        "state": "closed",
        "outcome": "refunded",
        "is_decided": True,
        "refunded_fen": line["refunded_fen"],
        "days": chance.random() * 4,
        "is_in_time": chance.random() < 0.9,
        "good": line["good"],
    }


def _recalls(villages: Sequence[str], today: date) -> list[Row]:
    return [
        {
            "key": "r1",
            "on": today - timedelta(days=40),
            "place": villages[0],
            "good": GOODS[4][0],
            "batch": 7,
            "reason": "检出霉变",
            "grams": 120_000,
            "evidence": "",
        }
    ]


def _shows(chance: random.Random, villages: Sequence[str], today: date, days: int) -> Iterator[Row]:
    county = villages[0][:6]
    for number in range(days // 6):
        uv = int(chance.lognormvariate(5.5, 1))
        net = int(uv * chance.random() * 1_800)
        yield {
            "key": f"s{number}",
            "on": today - timedelta(days=number * 6 + 1),
            "place": county,
            "person": number % 23,
            "sale": number + 1,
            "state": "ended",
            "counties": 1,
            "county_codes": f",{county},",
            "live_s": chance.randint(2_400, 9_000),
            "pv": int(uv * 1.4),
            "uv": uv,
            "pcu": max(1, uv // 4),
            "acu": uv / 7,
            "stay_s": uv * 190,
            "orders": net // 4_500,
            "paid_orders": net // 4_800,
            "buyers": net // 5_000,
            "units": net // 4_000,
            "gmv_fen": int(net * 1.2),
            "paid_fen": int(net * 1.05),
            "refunded_fen": int(net * 0.05),
            "net_fen": net,
        }


def _host_months(
    chance: random.Random, villages: Sequence[str], today: date, days: int
) -> Iterator[Row]:
    first = today.replace(day=1)
    for host in range(64):
        skill = chance.lognormvariate(12.2, 0.9)
        for back in range(min(days // 30, 14)):
            month = (first - timedelta(days=back * 30)).replace(day=1)
            net = int(skill * (0.6 + chance.random() * 0.8))
            yield {
                "key": f"h{host}-{back}",
                "on": month,
                "place": villages[host % len(villages)],
                "person": host,
                "shows": chance.randint(1, 12),
                "net_fen": net,
                "host_fen": net // 3,
                "farmer_fen": net - net // 3,
                "target_fen": 1_000_000,
                "is_above": net > 1_000_000,
                "is_full": back > 0,
            }


def _quotes(chance: random.Random, today: date, days: int) -> Iterator[Row]:
    for _name, kind, price, grams, week, _lasts in GOODS[:3]:
        base = price * 1_000 / grams * 0.55
        for back in range(0, days, 3):
            day = today - timedelta(days=back)
            apart = math.cos((day.isocalendar().week - week) / 52 * 2 * math.pi)
            mean = int(base * (1 - 0.2 * apart + chance.random() * 0.06))
            yield {
                "key": f"q{kind}{back}",
                "on": day,
                "place": "11",
                "good": kind,
                "low_fen": int(mean * 0.85),
                "mean_fen": mean,
                "high_fen": int(mean * 1.2),
            }
