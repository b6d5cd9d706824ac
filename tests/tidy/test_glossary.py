"""The glossary and the code use the same words."""

import re
from pathlib import Path

from django.apps import apps

PAGE = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


def _named() -> set[str]:
    return set(re.findall(r"`([a-z]+\.[A-Z]\w+)`", PAGE.read_text("utf-8")))


def _tables() -> set[str]:
    return {
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("yutang.")
    }


def test_every_table_has_its_word() -> None:
    assert not _tables() - _named(), "add a row to docs/glossary.md, in both languages"


def test_every_word_that_names_a_table_has_one() -> None:
    assert not _named() - _tables(), "docs/glossary.md names tables that are gone"


def test_every_word_has_its_chinese() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    words = [row.split("|") for row in rows if not row.startswith("| word ")]
    assert len(words) > 30
    assert all(any("一" <= letter <= "鿿" for letter in row[2]) for row in words)
