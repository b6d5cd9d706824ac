"""Our own rules of the house. A message says what to do instead."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yutang"
LINES_MOST = 500
BANNED_NAMES = {
    "utils",
    "helpers",
    "common",
    "misc",
    "base",
    "core",
    "manager",
    "managers",
    "services",
    "util",
    "helper",
    "stuff",
}
ROOMS_WITH_README = [
    *("people", "places", "goods", "ledger", "trade", "delivery", "money", "live", "parcels"),
    *("shares", "customs", "care", "payouts", "stations", "yearbook", "atlas", "shops"),
    *("criteria", "specialities", "channel", "honours"),
    *("roster", "diplomas", "spotchecks", "programmes", "courses", "training", "insurance"),
    *("placement", "indemnity", "ecology", "hosts", "promises", "insight", "gate"),
    *("prices", "facts", "indicators", "reports", "forecasts", "boards", "opendata"),
]


def _tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).exists()]


def _ours(*patterns: str) -> list[Path]:
    return [path for path in _tracked(*patterns) if "vendor" not in path.parts]


def test_no_file_of_code_passes_500_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _ours("*.py", "*.js", "*.html")
        if (lines := len(path.read_text("utf-8").splitlines())) > LINES_MOST
    }
    assert not long, f"split these by what they do, into files with names of their own: {long}"


def test_no_script_of_the_pages_passes_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _ours("*.js")
        if (lines := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert not long, f"give each concern its own module: {long}"


def test_no_module_is_named_after_nothing() -> None:
    named = [path for path in _ours("*.py") if path.stem in BANNED_NAMES]
    assert not named, f"say what lives there; the floor plan has a place for it: {named}"


def test_no_empty_module_but_packages() -> None:
    empty = [
        path
        for path in _ours("*.py")
        if not path.read_text("utf-8").strip() and path.name != "__init__.py"
    ]
    assert not empty, f"files appear when needed, never empty: {empty}"


def test_nothing_half_there() -> None:
    pattern = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\(reason:)")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _ours("*.py", "*.js", "*.css", "*.html", "*.sql")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, f"finish it, or write a reason beside it: {found}"


def test_no_inline_style_or_script_in_templates() -> None:
    pattern = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*(\ssrc=|application/json))")
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0).strip()}"
        for path in _ours("*.html")
        if (match := pattern.search(path.read_text("utf-8")))
    ]
    assert not found, f"the policy refuses these; use a class or a module file: {found}"


def test_scripts_never_make_html_from_data() -> None:
    pattern = re.compile(r"\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|eval\(")
    found = [
        str(path.relative_to(ROOT))
        for path in _ours("*.js")
        if pattern.search(path.read_text("utf-8"))
    ]
    assert not found, f"set textContent, or take a fragment the server escaped: {found}"


@pytest.mark.parametrize("room", ROOMS_WITH_README)
def test_every_room_has_a_readme_of_one_screen(room: str) -> None:
    readme = SOURCE / room / "README.md"
    assert readme.exists(), f"write {readme.relative_to(ROOT)}: the room in one screen"
    assert len(readme.read_text("utf-8").splitlines()) <= 70, "one screen, no more"


def test_rooms_take_their_colours_from_the_one_stylesheet() -> None:
    pattern = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(")
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in _ours("*.css")
        if path.name != "yutang.css" and (match := pattern.search(path.read_text("utf-8")))
    ]
    assert not found, f"use the tokens of yutang.css: {found}"


def test_the_lock_has_hashes_and_no_index_host() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock, "run `make lock`: it names no host"
    pinned = re.findall(r"^[a-z0-9][^\s=]*==", lock, re.MULTILINE)
    assert len(pinned) > 40
    assert lock.count("--hash=sha256:") >= len(pinned)


def test_the_map_and_readmes_link_only_to_what_exists() -> None:
    broken = []
    for page in _tracked("*.md"):
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if "://" in target or target.startswith("mailto:"):
                continue
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} → {target}")
    assert not broken, f"mend or remove: {broken}"
