"""The pages' own rules: one set of tokens, one name for a component wherever it is written.

How names are given: `docs/front-end.md`. A message says what to do instead.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yutang"
TOKENS = SOURCE / "web/static/web/yutang.css"
TOKENS_END = "======== ground ========"

NO_LOOK: Final = {"lots", "line"}
"""Classes that name a component and need no rule of their own."""
GIVEN_BY_PYTHON: Final = {
    *("one", "two", "three", "success", "info", "warning", "debug"),
    *("market", "year-1", "year-2", "year-3"),
}
"""The styles of a plot's curves (`live/pages/rehearsal.py`, `prices/rules/drawing.py`) and Django's
kinds of messages."""
FILLS: Final = {
    "diplomas/templates/diplomas/_told.html": "notice",
    "reports/templates/reports/_above.html": "row",
    "reports/templates/reports/_as_of.html": "",
    "reports/templates/reports/_line.html": "line-number",
    "reports/templates/reports/_standing.html": "notice",
    "reports/templates/reports/_steps.html": "card",
    "reports/templates/reports/_told.html": "notice",
    "facts/templates/facts/_columns.html": "list",
    "forecasts/templates/forecasts/_why_none.html": "",
    "indicators/templates/indicators/_rows.html": "",
    "opendata/templates/opendata/_terms.html": "",
    "promises/templates/promises/_row.html": "item",
    "promises/templates/promises/_value.html": "",
    "roster/templates/roster/_consent.html": "chip",
    "roster/templates/roster/_entry.html": "",
    "roster/templates/roster/_openings.html": "list",
    "roster/templates/roster/_purposes.html": "card",
    "roster/templates/roster/_row.html": "item",
    "training/templates/training/_class_item.html": "item",
    "training/templates/training/_inputs.html": "",
    "training/templates/training/_opinion.html": "facts",
    "training/templates/training/_timetable.html": "list",
    "programmes/templates/programmes/_checks.html": "list",
    "programmes/templates/programmes/_decide.html": "button",
    "programmes/templates/programmes/_donation_item.html": "item",
    "programmes/templates/programmes/_money.html": "facts",
    "programmes/templates/programmes/_movements.html": "list",
    "insurance/templates/insurance/_cover_name.html": "",
    "insurance/templates/insurance/_policy_item.html": "item",
    "insurance/templates/insurance/_roll_state.html": "chip",
    "insurance/templates/insurance/_years.html": "table",
    "hosts/templates/hosts/_beside.html": "small",
    "indemnity/templates/indemnity/_days.html": "facts",
    "indemnity/templates/indemnity/_photos.html": "field",
    "indemnity/templates/indemnity/_steps.html": "table",
    "indemnity/templates/indemnity/_totals.html": "table",
    "indemnity/templates/indemnity/_word.html": "card",
    "hosts/templates/hosts/_line.html": "table",
    "hosts/templates/hosts/_outcome.html": "facts",
    "hosts/templates/hosts/_spread.html": "chart",
    "hosts/templates/hosts/_tick.html": "chip",
    "_answer": "chip",
    "_rule": "stack",
    "_claim_row": "item",
    "_complaint_row": "item",
    "_figures": "chart",
    "_for_me": "item",
    "_import_result": "card",
    "shares/templates/shares/_form.html": "card",
    "_of_lot": "row",
    "_of_order": "card",
    "_of_place": "card",
    "_of_producer": "card",
    "_of_product": "card",
    "_of_transaction": "button",
    "_parts": "table",
    "_shop_row": "item",
    "_preview": "notice",
    "_kind": "item",
    "_kept": "notice",
    "_left_chip": "chip",
    "payouts/templates/payouts/_account.html": "chip",
    "payouts/templates/payouts/_limit.html": "card",
    "payouts/templates/payouts/_links.html": "item",
    "payouts/templates/payouts/_places.html": "tabs",
    "_review_text": "notice",
    "_say": "card",
    "goods/templates/goods/_steps.html": "steps",
    "_asked": "",
    "_batch_row": "item",
    "_checkout": "stack",
    "_choose": "row",
    "_code": "card",
    "_contact": "stack",
    "_countdown": "notice",
    "_fields": "",
    "_freight": "spread",
    "_lot": "small",
    "_holders": "button",
    "_keeper": "item",
    "_marks": "list",
    "_me": "item",
    "_methods": "stack",
    "_new": "card",
    "_order": "notice",
    "_product": "card",
    "_product_edit": "item",
    "_product_row": "item",
    "_refunds": "list",
    "_rehearsals": "list",
    "_state": "chip",
    "_steps": "stack",
    "_story": "list",
    "goods/templates/goods/_story.html": "",
    "_check": "card",
    "_diplomas": "list",
    "_plots": "list",
    "_says": "chip",
    "ecology/templates/ecology/_totals.html": "facts",
    "ecology/templates/ecology/_outline.html": "field",
    "_workers": "field",
    "_samples": "list",
    "_share": "spread",
    "_tickets": "list",
    "_waiting": "card",
    "_ways": "",
    "_weight": "row",
}
"""Partials that fill a component with what it is about, rather than draw one of their own; by
their name, or by their path where two rooms have one of the same name."""

CLASSES = re.compile(r'class="((?:[^"{]|\{%.*?%\}|\{\{.*?\}\})*)"')
TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
SCRIPTED = re.compile(
    r"(?:classList\.(?:add|remove|toggle)\(|className = |part\(|class: )\"([\w -]+)\""
)
LETTERS = re.compile(
    r"var\(--text[\w-]*\)|max\(var\(--text\), 16px\)|inherit|[\d.]+(?:em|pt|%)|min\(calc.*"
)


def _files(pattern: str) -> list[Path]:
    return sorted(
        path
        for path in SOURCE.rglob(pattern)
        if not {"vendor", "stand_ins", "tests"} & set(path.parts)
    )


def _texts(pattern: str) -> dict[str, str]:
    return {str(path.relative_to(SOURCE)): path.read_text("utf-8") for path in _files(pattern)}


def _bare(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def _styles() -> dict[str, str]:
    """Return every stylesheet without its comments, and the one of tokens without the tokens."""
    styles = {name: _bare(text) for name, text in _texts("*.css").items()}
    whole = TOKENS.read_text("utf-8")
    assert TOKENS_END in whole, f"{TOKENS.name} begins with its tokens, up to “{TOKENS_END}”"
    styles[str(TOKENS.relative_to(SOURCE))] = _bare("/*" + whole.split(TOKENS_END, 1)[1])
    return styles


def _camel(name: str) -> str:
    return re.sub(r"-(\w)", lambda letter: letter[1].upper(), name)


def _selected(styles: Iterable[str]) -> set[str]:
    selectors = "\n".join(re.findall(r"([^{}]+)\{", "\n".join(styles)))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))


def _written() -> set[str]:
    """Return every class that a template, a script or a widget gives."""
    lists = [found for text in _texts("*.html").values() for found in CLASSES.findall(text)]
    lists += [found for text in _texts("*.js").values() for found in SCRIPTED.findall(text)]
    lists += re.findall(r'"class": "([\w -]+)"', "\n".join(_texts("*.py").values()))
    lists += re.findall(r"block body_class %\}([\w -]+)\{%", "\n".join(_texts("*.html").values()))
    lists += re.findall(r'class="([\w -]+)"', "\n".join(_texts("templatetags/*.py").values()))
    return {name for found in lists for name in TEMPLATE_TAG.sub(" ", found).split()}


def test_colours_are_written_among_the_tokens_only() -> None:
    raw = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|\b(?:rgb|hsl|oklch)a?\(")
    found = {name: raw.findall(text) for name, text in _styles().items() if raw.search(text)}
    assert not found, f"give the colour a name in the tokens of {TOKENS.name}: {found}"


def test_letters_have_the_sizes_of_the_scale_only() -> None:
    found = [
        f"{name}: {size.strip()}"
        for name, text in _styles().items()
        for size in re.findall(r"font-size:([^;}]+)", text)
        if not LETTERS.fullmatch(size.strip())
    ]
    assert not found, f"use a step of the scale, --text-xs to --text-3xl: {found}"


def test_every_token_is_used_and_every_name_used_is_a_token() -> None:
    css = "\n".join(_bare(text) for text in _texts("*.css").values())
    made = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", css))
    used = set(re.findall(r"var\((--[\w-]+)", css))
    assert not made - used, f"nobody uses these; take them out: {sorted(made - used)}"
    assert not used - made, f"these do not exist: {sorted(used - made)}"


def test_every_class_that_is_given_has_a_rule_and_every_rule_a_class() -> None:
    selected, written = _selected(_styles().values()), _written() | GIVEN_BY_PYTHON
    without_rule = written - selected - NO_LOOK - GIVEN_BY_PYTHON
    assert not without_rule, f"no stylesheet knows these classes: {sorted(without_rule)}"
    dead = selected - written - {"js"}
    assert not dead, f"no template or script gives these; take their rules out: {sorted(dead)}"


def test_a_page_asks_for_the_sheets_that_its_classes_stand_in() -> None:
    pages = {name.split("templates/", 1)[1]: text for name, text in _texts("*.html").items()}
    sheets = {name.split("static/", 1)[1]: _selected([text]) for name, text in _styles().items()}
    missing = []
    for name, text in pages.items():
        if 'extends "shell.html"' not in text:
            continue
        asked = re.findall(r"static '([\w/]+\.css)'", pages["shell.html"] + text)
        known = set[str]().union(*(sheets[sheet] for sheet in asked), NO_LOOK)
        given = {one for part in _parts(name, pages) for one in _given(pages[part])}
        if strange := given - known:
            missing.append(f"{name}: {sorted(strange)}")
    assert not missing, f"their rules are in a sheet that the page does not load: {missing}"


def _parts(name: str, pages: dict[str, str]) -> set[str]:
    """Return the template and all that it includes."""
    included = re.findall(r'include "([^"]+)"', pages[name])
    return {name}.union(*(_parts(one, pages) for one in included))


def _given(text: str) -> set[str]:
    lists = CLASSES.findall(text)
    return {one for found in lists for one in TEMPLATE_TAG.sub(" ", found).split()}


def test_no_rule_is_written_twice() -> None:
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for name, text in _styles().items():
        for rule in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            key = (" ".join(rule[0].split()), " ".join(rule[1].split()))
            if key in seen and not key[0].startswith(("from", "to", "@")):
                twice.append(f"{key[0]} ({seen[key]}, {name})")
            seen[key] = name
    assert not twice, f"what two pages share belongs into {TOKENS.name}: {twice}"


def test_a_partial_has_the_name_of_the_class_that_it_draws() -> None:
    wrong = []
    for name, text in _texts("templates/**/_*.html").items():
        stem = Path(name).stem
        wanted = FILLS.get(name, FILLS.get(stem, stem[1:].replace("_", "-")))
        given = _given(text)
        if wanted and wanted not in given:
            wrong.append(f"{name} draws no .{wanted}")
    assert not wrong, f"name it after its component, or say in FILLS which one it fills: {wrong}"


def test_every_script_and_stylesheet_is_asked_for() -> None:
    pages = "\n".join(_texts("*.html").values())
    scripts = _texts("*.js")
    imported = "\n".join(scripts.values())
    vendored = list(SOURCE.rglob("static/web/vendor/*js"))
    dead = [
        str(path)
        for path in [*_files("*.js"), *_files("*.css"), *vendored]
        if f"/{path.name}'" not in pages and not re.search(rf"/{re.escape(path.name)}\"", imported)
    ]
    assert not dead, f"no page loads these: {dead}"


def test_what_a_module_offers_is_taken_somewhere() -> None:
    scripts = _texts("*.js")
    for name, text in scripts.items():
        others = "\n".join(other for path, other in scripts.items() if path != name)
        taken = set(re.findall(r"\w+", "\n".join(re.findall(r"import \{([^}]*)\}", others))))
        offered = set(re.findall(r"export (?:async )?(?:function|const) (\w+)", text))
        assert not offered - taken, f"{name} exports what nobody imports: {offered - taken}"


def test_scripts_and_pages_agree_on_ids_and_data() -> None:
    pages = "\n".join(_texts("*.html").values())
    scripts = "\n".join(_texts("*.js").values())
    styles = "\n".join(_texts("*.css").values())
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    ids = set(re.findall(r'(?<![\w-])id="([\w-]+)"', pages))
    ids |= set(re.findall(r'chart="([\w-]+)"', pages))
    asked = set(re.findall(r'(?:getElementById|\belement)\("([\w-]+)"\)', scripts))
    asked -= set(re.findall(r'json_script:"([\w-]+)"', pages))
    assert not asked - ids, f"no page has these: {sorted(asked - ids)}"
    given = set(re.findall(r"(?<![\w-])data-([a-z][\w-]*)=?", pages))
    unread = {
        name
        for name in given
        if not re.search(rf"\b{_camel(name)}\b|data-{name}\b", scripts + styles + tests)
    }
    assert not unread, f"nobody reads these data attributes: {sorted(unread)}"
    read = set(re.findall(r"\[data-([a-z][\w-]*)", scripts + styles))
    set_by_script = {
        name
        for name in read
        if re.search(rf"dataset\.{_camel(name)} = |toggleAttribute\(\"data-{name}\"", scripts)
    }
    assert not read - given - set_by_script, (
        f"no page gives: {sorted(read - given - set_by_script)}"
    )
