"""What measures the house is right: each measure finds what it is for."""

from pathlib import Path

import pytest
from tools.shape import copies, functions, imports, words

SEVEN_LINES = """\
async def told(self, one: int, *rest: str, two: int = 2) -> None:
    '''Lines of the docstring count.'''
    for each in rest:
        if each:
            print(each)
        elif one:
            print(two)
"""


def _measured(tmp_path: Path, text: str) -> functions.Measured:
    path = tmp_path / "one.py"
    path.write_text(text, "utf-8")
    (found,) = functions.measure([path], tmp_path)
    return found


def test_a_function_is_measured_by_lines_depth_arguments_and_types(tmp_path: Path) -> None:
    assert _measured(tmp_path, SEVEN_LINES) == functions.Measured(
        "one.py: told", lines=7, depth=2, arguments=3, typed=True
    )


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("def plain(): return 1", 0),
        ("def once():\n    with a: pass", 1),
        ("def twice():\n    try: pass\n    except E:\n        while a: pass", 2),
        ("def chosen():\n    match a:\n        case 1:\n            if b: pass", 2),
    ],
)
def test_blocks_within_blocks_are_deeper(tmp_path: Path, text: str, depth: int) -> None:
    assert _measured(tmp_path, text).depth == depth


def test_a_part_of_all_is_the_nearest_value() -> None:
    assert functions.share(list(range(1, 11)), 0.9) == 10
    assert functions.share([3, 1, 2], 0.5) == 2
    assert functions.share([], 0.5) == 0


def test_modules_that_import_each_other_are_a_knot_and_count_once_on_a_way() -> None:
    graph = {
        "y.a": frozenset({"y.b"}),
        "y.b": frozenset({"y.c"}),
        "y.c": frozenset({"y.b", "y.d"}),
        "y.d": frozenset[str](),
    }
    assert imports.knots(graph) == [{"y.b", "y.c"}]
    assert imports.depth(graph) == 3


def test_what_is_no_door_is_closed_until_the_readme_names_it(tmp_path: Path) -> None:
    graph = {
        "y.live.pages": frozenset({"y.trade.actions.lots", "y.trade.hauls", "y.kernel.money"}),
        "y.trade.actions.lots": frozenset({"y.trade.models"}),
    }
    past = [imports.Passage("y.live.pages", "y.trade.hauls")]
    assert imports.past_the_doors(graph, {}) == past
    (tmp_path / "README.md").write_text("# Trade\n\n**Other doors:** `hauls`, for\nthe gate.\n")
    assert imports.past_the_doors(graph, {"trade": imports.doors(tmp_path)}) == []


def test_what_is_written_twice_is_found_whatever_its_layout(tmp_path: Path) -> None:
    lines = [f"value_{number} = first({number}, second)" for number in range(8)]
    (tmp_path / "a.py").write_text("import os\n" + "\n".join(lines) + "\n")
    (tmp_path / "b.py").write_text("# a comment\n" + "\n\n".join(lines) + "\nlast = 1\n")
    places = copies.find([tmp_path / "a.py", tmp_path / "b.py"], tmp_path)
    assert [place.file for place in places] == ["a.py", "b.py"]
    assert places[0] == copies.Place("a.py", 2, 9)
    (tmp_path / "b.py").write_text("\n".join(line.replace("first", "other") for line in lines))
    assert copies.find([tmp_path / "a.py", tmp_path / "b.py"], tmp_path) == []


def test_words_of_addresses_are_known_in_the_singular_too(tmp_path: Path) -> None:
    (tmp_path / "urls.py").write_text(
        "urlpatterns = [path('sales/<int:sale>/batches/', a), path(f'{root}counties.csv', b)]\n"
    )
    said = words.of_addresses([tmp_path / "urls.py"])
    assert said == {"sales", "batches", "counties"}
    glossary = words.known("| word | 中文 |\n| sale | 直播 |\n| batch, county | 批次 |\n")
    assert words.unknown({*said, "shows"}, glossary) == {"shows"}


def test_tables_of_a_statement_are_found_and_those_of_comments_are_not() -> None:
    sql = "-- from people_person\nselect 1 from trade_lot l; UPDATE trade_order o set a = 1"
    assert words.tables_in(sql) == {"trade_lot", "trade_order"}
