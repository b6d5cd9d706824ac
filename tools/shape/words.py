"""Links between the pages, and the words of tables and addresses beside the glossary's."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_TABLE = re.compile(r"\b(?:from|join|update|into|table|using)\s+([a-z]+_[a-z]+)", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def links(pages: Iterable[Path]) -> tuple[int, list[str]]:
    """Return how many links lead to files of ours, and those that lead to none."""
    count, broken = 0, []
    for page in pages:
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in _LINK.findall(text):
            if "://" in target or target.startswith("mailto:"):
                continue
            count += 1
            if not (page.parent / target).exists():
                broken.append(f"{page} → {target}")
    return count, broken


def known(glossary: str) -> set[str]:
    """Return the glossary's words, with hyphens for spaces."""
    rows = [line.split("|")[1] for line in glossary.splitlines() if line.startswith("| ")]
    said = {word.strip().lower() for row in rows for word in re.split(r"[/,]", row)}
    return {word.replace(" ", "-") for word in said if word}


def unknown(said: Iterable[str], glossary: set[str]) -> set[str]:
    """Return the words that the glossary has neither as they are nor in the singular."""
    return {
        word
        for word in said
        if not glossary & {word, word.removesuffix("s"), word.removesuffix("es"), _y(word)}
    }


def of_tables(models: Iterable[Path]) -> set[str]:
    """Return the names of the tables as words: `LotChange` is lot-change."""
    return {
        re.sub(r"(?<!^)(?=[A-Z])", "-", node.name).lower()
        for path in models
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Attribute) and base.attr == "Model" for base in node.bases)
    }


def of_addresses(files: Iterable[Path]) -> set[str]:
    """Return the words that stand between the slashes of addresses."""
    return {
        part
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _routes(node) and node.args
        for part in re.sub(r"<[^>]*>|\{[^}]*\}|\.\w+", "", _text(node.args[0])).split("/")
        if _WORD.fullmatch(part)
    }


def tables_in(sql: str) -> set[str]:
    """Return the names of the tables that a statement reads or writes."""
    plain = re.sub(r"--[^\n]*", "", sql)
    return set(
        re.findall(
            r"\b(?:from|join|update|into|table|using)\s+([a-z]+_[a-z]+)", plain, re.IGNORECASE
        )
    )


def _routes(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"path", "Route", "WebSocketRoute", "Mount"}


def _text(said: ast.expr) -> str:
    """Return the text of an address, as far as it stands there."""
    if isinstance(said, ast.JoinedStr):
        return "".join(_text(part) for part in said.values)
    return said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else ""


def _y(word: str) -> str:
    return f"{word.removesuffix('ies')}y" if word.endswith("ies") else word
