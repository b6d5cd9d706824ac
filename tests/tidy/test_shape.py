"""The house keeps its shape. A message says what to do instead; `make shape` prints the figures."""

import re
from pathlib import Path

import pytest
from tools.shape import copies, functions, imports, words

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yutang"
P90_LINES_MOST = 30
LINES_MOST = 70
DEPTH_MOST = 4
COPIES_MOST = 0
ROOMS_WITH_DOORS = {
    *("people", "places", "goods", "ledger", "trade", "delivery", "money", "live", "parcels"),
    *("shares", "customs", "care", "payouts", "stations", "yearbook", "atlas", "shops"),
    *("criteria", "specialities", "channel", "honours"),
    *("roster", "diplomas", "spotchecks", "programmes", "courses", "training", "insurance"),
    *("placement", "indemnity", "ecology", "hosts", "promises", "insight"),
    *("prices", "facts", "indicators", "reports", "forecasts", "boards", "opendata"),
}
DEEPER = {
    "src/yutang/cli/demo/buyers.py: _watch": "a stream within a retry within a wait",
}
"""Functions that go deeper than `DEPTH_MOST`, each with its reason."""
LONGER: dict[str, str] = {}
"""Functions of more than `LINES_MOST` lines, each with its reason."""


def _code() -> list[Path]:
    found = (path for path in SOURCE.rglob("*.py") if path.stat().st_size)
    return sorted(path for path in found if not {"tests", "migrations"} & set(path.parts))


@pytest.fixture(scope="module")
def measured() -> list[functions.Measured]:
    return functions.measure(_code(), ROOT)


@pytest.fixture(scope="module")
def graph() -> imports.Graph:
    return imports.read("yutang", SOURCE.parent)


def test_nine_functions_of_ten_are_short(measured: list[functions.Measured]) -> None:
    p90 = functions.share([each.lines for each in measured], 0.9)
    assert p90 <= P90_LINES_MOST, "take steps that have a name out of the long ones: make shape"


def test_no_function_is_long_without_a_reason(measured: list[functions.Measured]) -> None:
    long = {each.where: each.lines for each in measured if each.lines > LINES_MOST}
    assert long.keys() == LONGER.keys(), "split it by what it does, or list it with its reason"


def test_no_function_is_deep_without_a_reason(measured: list[functions.Measured]) -> None:
    deep = {each.where: each.depth for each in measured if each.depth > DEPTH_MOST}
    assert deep.keys() == DEEPER.keys(), "leave early, or give the inner block a name of its own"


def test_everything_is_typed(measured: list[functions.Measured]) -> None:
    assert not [each.where for each in measured if not each.typed]


def test_nothing_is_written_twice() -> None:
    twins = copies.find(_code(), ROOT)
    assert len(twins) <= COPIES_MOST, f"give what is the same one home: {twins}"


def test_no_modules_import_each_other(graph: imports.Graph) -> None:
    assert not imports.knots(graph), "move what both need to a file below them"


def test_the_map_tells_every_arrow_between_rooms(graph: imports.Graph) -> None:
    page = (ROOT / "docs" / "README.md").read_text("utf-8")
    told = set(re.findall(r"^\| (\w+) → (\w+) \| \S", page, re.MULTILINE))
    real = {pair for pair in imports.arrows(graph) if pair[1] not in imports.OPEN_GROUND}
    assert told == real, "docs/README.md: add the arrow with its reason, or take it away"


def test_a_room_is_entered_by_its_doors(graph: imports.Graph) -> None:
    named = {room.name: imports.doors(room) for room in SOURCE.iterdir() if room.is_dir()}
    past = imports.past_the_doors(graph, named)
    assert not past, "call a door of the room; where none has what is needed, give it one"


def test_a_rooms_statements_touch_only_its_own_tables() -> None:
    """What imports cannot show. Insight reads all; what verifies may look at rooms below."""
    foreign = [
        f"{path.relative_to(SOURCE)} → {table}"
        for path in SOURCE.rglob("sql/*.sql")
        if (room := path.relative_to(SOURCE).parts[0]) not in {"insight", "facts"}
        and not path.name.startswith("verify_")
        for table in words.tables_in(path.read_text("utf-8"))
        if (of := table.split("_")[0]) in ROOMS_WITH_DOORS and of != room
    ]
    assert not foreign, f"ask that room by a door of its own: {foreign}"


def test_tests_go_past_a_door_only_to_look_at_tables() -> None:
    """They make things happen through the doors; what lies there they may count in the tables."""
    named = {room.name: imports.doors(room) for room in SOURCE.iterdir() if room.is_dir()}
    allowed = imports.FLOOR_PLAN_DOORS | {"models"}
    past = [
        f"{path.relative_to(ROOT)} → {module}"
        for path in [*(ROOT / "tests").rglob("*.py"), *SOURCE.glob("*/**/tests/*.py")]
        if "tidy" not in path.parts  # these are about the code itself
        for module in imports.named(path)
        if (room := imports.room_of(module)) in ROOMS_WITH_DOORS
        and path.relative_to(SOURCE if path.is_relative_to(SOURCE) else ROOT).parts[0] != room
        and imports.door_of(module) not in allowed | named[room]
    ]
    assert not past, f"call a door of the room instead: {past}"


def test_every_door_that_a_readme_names_is_there() -> None:
    gone = [
        f"{room.name}.{door}"
        for room in SOURCE.iterdir()
        for door in imports.doors(room)
        if not (room / door).is_dir() and not (room / f"{door}.py").exists()
    ]
    assert not gone, f"the READMEs name doors that are gone: {gone}"


def test_addresses_and_tables_speak_the_words_of_the_glossary() -> None:
    known = words.known((ROOT / "docs" / "glossary.md").read_text("utf-8"))
    said = words.of_tables(SOURCE.glob("*/models.py")) | words.of_addresses(
        [*SOURCE.glob("*/urls.py"), SOURCE / "gate" / "app.py"]
    )
    assert not words.unknown(said, known), "use the glossary's word, or give it a row in both"


def test_files_that_the_pages_name_are_there() -> None:
    """Decisions keep the names of their day; all other pages follow the house."""
    pages = [page for page in (ROOT / "docs").rglob("*.md") if page.parent.name != "decisions"]
    gone = [
        f"{page.relative_to(ROOT)} → {named}"
        for page in [*pages, *ROOT.glob("*.md"), *SOURCE.rglob("README.md")]
        for named in re.findall(r"`([a-z_]+/[\w./-]+\.\w+)(?::[^`]*)?`", page.read_text("utf-8"))
        if (SOURCE / named.split("/")[0]).is_dir() and not (SOURCE / named).exists()
    ]
    assert not gone, f"follow the files to their new names: {gone}"
