"""Print the shape of a house as one table: `python -m tools.shape [ROOT]`.

ROOT: a checkout (default: this one). `--package NAME`, `--source FOLDER`: another codebase;
`--list`: also name the longest, the deepest, the copies and what leads past a door.
"""

import argparse
from pathlib import Path

from tools.shape import copies, functions, imports, words

HERE = Path(__file__).resolve().parents[2]
LONG = 70
_NOT_OURS = {".venv", ".git", "node_modules", "vendor", "migrations", ".data"}


def main() -> None:
    asked = _asked()
    root: Path = asked.root.resolve()
    package = root / asked.source / asked.package
    python = [path for path in _files(root, "*.py") if path.stat().st_size]
    code = [path for path in python if path.is_relative_to(package) and not _is_test(path, root)]
    tests = [path for path in python if _is_test(path, root)]
    graph = imports.read(asked.package, package.parent)
    measured = functions.measure(code, root)
    twins = copies.find(code, root)
    past = _past(graph, package)
    for rows in (
        _rows_of_functions(measured),
        _rows_of_files(code, tests, twins),
        _rows_of_imports(graph, past),
        _rows_of_words(root, package),
    ):
        for name, value in rows:
            print(f"{name:<44} {value}")
    if asked.list:
        _list(measured, twins, past)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="shape", description=__doc__)
    parser.add_argument("root", nargs="?", type=Path, default=HERE)
    parser.add_argument("--package", default="yutang")
    parser.add_argument("--source", default="src")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()


def _files(root: Path, pattern: str) -> list[Path]:
    found = (path for path in root.rglob(pattern) if path.is_file())
    return sorted(path for path in found if not _NOT_OURS & set(path.relative_to(root).parts))


def _is_test(path: Path, root: Path) -> bool:
    return "tests" in path.relative_to(root).parts or path.name == "conftest.py"


def _past(graph: imports.Graph, package: Path) -> list[imports.Passage]:
    rooms = [room for room in package.iterdir() if room.is_dir()]
    return imports.past_the_doors(graph, {room.name: imports.doors(room) for room in rooms})


def _rows_of_functions(measured: list[functions.Measured]) -> list[tuple[str, str]]:
    lines = [each.lines for each in measured]
    depths = [each.depth for each in measured]
    arguments = [each.arguments for each in measured]
    long = sum(each > LONG for each in lines)
    typed = sum(each.typed for each in measured)
    return [
        ("functions", f"{len(measured):,}"),
        ("  lines: median / p90 / longest", _three(lines)),
        (f"  over {LONG} lines", f"{long} = {long / len(measured):.1%}"),
        ("  depth: median / p90 / deepest", _three(depths)),
        ("  arguments: median / p90 / most", _three(arguments)),
        ("  typed", f"{typed / len(measured):.1%}"),
    ]


def _three(values: list[int]) -> str:
    return f"{functions.share(values, 0.5)} / {functions.share(values, 0.9)} / {max(values)}"


def _rows_of_files(
    code: list[Path], tests: list[Path], twins: list[copies.Place]
) -> list[tuple[str, str]]:
    sizes = [len(path.read_text("utf-8").splitlines()) for path in code]
    tested = sum(len(path.read_text("utf-8").splitlines()) for path in tests)
    doubled = sum(place.last - place.first + 1 for place in twins)
    return [
        ("files of code", f"{len(sizes)}, {sum(sizes):,} lines"),
        ("  lines: median / p90 / longest", _three(sizes)),
        ("lines of tests, a line of code", f"{tested:,}, {tested / sum(sizes):.2f}"),
        ("places that stand elsewhere too", f"{len(twins)}, {doubled} lines"),
    ]


def _rows_of_imports(graph: imports.Graph, past: list[imports.Passage]) -> list[tuple[str, str]]:
    knots = imports.knots(graph)
    between = imports.passages(graph)
    beside = imports.past_the_doors(graph, {})
    return [
        ("modules, imports between them", f"{len(graph)}, {sum(map(len, graph.values())):,}"),
        ("modules in cycles", str(sum(map(len, knots)))),
        ("modules on the longest way down", str(imports.depth(graph))),
        ("arrows between rooms, imports on them", f"{len(imports.arrows(graph))}, {len(between)}"),
        ("  through none of the floor plan's doors", str(len(beside))),
        ("  through no door at all", str(len(past))),
    ]


def _rows_of_words(root: Path, package: Path) -> list[tuple[str, str]]:
    count, broken = words.links(_files(root, "*.md"))
    glossary = root / "docs" / "glossary.md"
    known = words.known(glossary.read_text("utf-8")) if glossary.exists() else set()
    tables = words.of_tables(package.glob("*/models.py"))
    addresses = words.of_addresses([*package.glob("*/urls.py"), *package.glob("gate/app.py")])
    return [
        ("links in the pages, broken ones", f"{count}, {len(broken)}"),
        ("tables without their word", f"{len(words.unknown(tables, known))} of {len(tables)}"),
        (
            "words of addresses without their word",
            f"{len(words.unknown(addresses, known))} of {len(addresses)}",
        ),
    ]


def _list(
    measured: list[functions.Measured], twins: list[copies.Place], past: list[imports.Passage]
) -> None:
    for name in ("lines", "depth", "arguments"):
        print(f"\nmost {name}")
        for each in sorted(measured, key=lambda one: -int(getattr(one, name)))[:10]:
            print(f"  {getattr(each, name):>4}  {each.where}")
    print("\nstands elsewhere too")
    for place in twins:
        print(f"  {place.file}:{place.first}-{place.last}")
    print("\npast a door")
    for importer, imported in past:
        print(f"  {importer} → {imported}")


if __name__ == "__main__":
    main()
