import pytest
from typer.testing import CliRunner, Result

from yutang.cli.places import app
from yutang.places import queries

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_a_province_is_loaded_found_and_shown() -> None:
    loaded = run("load", "--province", "46", "--province", "54")
    assert loaded.exit_code == 0, loaded.output
    assert "9,943 places are loaded." in loaded.output
    assert [place.code for place in queries.provinces()] == ["46", "54"]
    found = run("find", "海口秀英区")
    assert found.exit_code == 0
    assert "460105" in found.output
    assert "海南省海口市秀英区" in found.output
    shown = run("show", "460105000000")
    assert shown.exit_code == 0
    assert "海南省海口市秀英区" in shown.output


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["load"], "--province 13"),
        (["load", "--province", "46", "--all"], "--province 13"),
        (["load", "--province", "99"], "13 河北省"),
        (["load", "--province", "河北"], "13 河北省"),
        (["find", "宽城"], "yutang places load --province 13"),
        (["show", "130827"], "yutang places load --province"),
        (["show", "宽城"], "2, 4, 6, 9 or 12 digits"),
    ],
)
def test_bad_input_ends_with_1_and_says_what_to_do(arguments: list[str], advice: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert advice in result.output
    assert not queries.provinces().exists()
