"""Collect every text that waits for translation into its room's own catalogue.

``python tools/messages.py`` adds new texts and drops dead ones, keeping translations;
``--check`` changes nothing and fails when a text has no Chinese, or two rooms disagree.
English is the language of the source, so it needs no catalogue.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

from yutang.plumbing import messages

ROOMS = messages.ROOMS
KEYWORDS: dict[str, None] = dict.fromkeys(
    ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy")
)
PLURALS = ("ngettext", "ngettext_lazy")
_HAN = "\u3400-\u9fff"
NARROW = re.compile(
    rf"(?<=[{_HAN}，。、）》」”])[,;:?!]|[,;:?!](?=[{_HAN}（《「“])|\([^()]*[{_HAN}][^()]*\)"
)
"""Signs that stand beside Chinese are as wide as its letters: ，；：？！（）, as in print."""
MARKED = re.compile(r"_\((\"[^\"]+\"|'[^']+')\)")

Id = str | tuple[str, str]


class Text(NamedTuple):
    """One text to translate and where it stands."""

    id: Id
    place: str


def texts_of(room: Path) -> Iterator[Text]:
    """Yield every text of a room's Python files and templates."""
    for path in sorted(room.rglob("*.py")):
        if not {"migrations", "tests"} & set(path.parts):
            yield from _in_python(path)
    for path in sorted((room / "templates").rglob("*.html")):
        yield from _in_template(path)


def _in_python(path: Path) -> Iterator[Text]:
    found = extract_python(io.BytesIO(path.read_bytes()), KEYWORDS, [], {})
    for _line, function, arguments, _comments in found:
        # One string, or a tuple with None where an argument is no string.
        parts: object = arguments
        strings = [part for part in (parts if isinstance(parts, tuple) else (parts,)) if part]
        if function in PLURALS and len(strings) >= 2:  # noqa: PLR2004 - singular and plural
            yield Text((strings[0], strings[1]), _place(path))
        elif strings:
            yield Text(strings[0], _place(path))


def _in_template(path: Path) -> Iterator[Text]:
    tokens = iter(Lexer(path.read_text("utf-8")).tokenize())
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            words = list(smart_split(token.contents))
            if words[0] in ("blocktranslate", "blocktrans"):
                yield Text(_block(tokens, trimmed="trimmed" in words), _place(path))
                continue
            if words[0] in ("translate", "trans"):
                yield Text(words[1][1:-1], _place(path))
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            for match in MARKED.finditer(token.contents):
                yield Text(match[1][1:-1], _place(path))


def _block(tokens: Iterator[Token], *, trimmed: bool) -> Id:
    """Return what stands up to the end of a blocktranslate, as Django will look it up."""
    forms = [""]
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            forms[-1] += token.contents.replace("%", "%%")
        elif token.token_type == TokenType.VAR:
            forms[-1] += f"%({token.contents.split('|')[0].strip()})s"
        elif token.contents.strip() == "plural":
            forms.append("")
        elif token.contents.startswith("endblocktrans"):
            break
    forms = [trim_whitespace(form) if trimmed else form for form in forms]
    return forms[0] if len(forms) == 1 else (forms[0], forms[1])


def _place(path: Path) -> str:
    return path.relative_to(ROOMS).as_posix()


def _kept(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="zh_Hans", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale="zh_Hans")


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(forms) and bool(forms[0])


def _collect(room: Path) -> dict[Id, set[str]]:
    texts: dict[Id, set[str]] = {}
    for text in texts_of(room):
        if text.id:
            texts.setdefault(text.id, set()).add(text.place)
    return texts


def _rewrite(path: Path, texts: dict[Id, set[str]]) -> list[str]:
    """Write the catalogue anew; return the texts that still lack their Chinese."""
    old, new = _kept(path), Catalog(locale="zh_Hans", charset="utf-8", project="Yutang")
    new.creation_date = old.creation_date  # a date alone is no change
    missing: list[str] = []
    for identity, places in texts.items():
        known = old.get(_key(identity))
        string = known.string if known is not None else ""
        new.add(identity, string, locations=[(place, 0) for place in sorted(places)])
        if not _is_translated(new.get(_key(identity))):
            missing.append(_key(identity))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, new, omit_header=False, sort_output=True, width=96, include_lineno=False)
    return missing


def _key(identity: Id) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _rooms() -> Iterator[tuple[Path, Path]]:
    for room in sorted(path for path in ROOMS.iterdir() if (path / "__init__.py").exists()):
        yield room, room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def check() -> list[str]:
    """Return what is wrong with the catalogues, a sentence each."""
    faults: list[str] = []
    chosen: dict[str, tuple[str, str]] = {}
    for room, path in _rooms():
        texts, kept = _collect(room), _kept(path)
        for identity, places in texts.items():
            message = kept.get(_key(identity))
            if not _is_translated(message):
                faults.append(f"{min(places)}: no Chinese for {_key(identity)!r}")
                continue
            assert message is not None
            first = _first(message)
            if found := NARROW.search(first):
                faults.append(
                    f"{path}: {_key(identity)!r}: {found.group()!r} stands beside Chinese: write"
                    " the full-width sign, ，；：？！（）"
                )
            before = chosen.setdefault(_key(identity), (first, room.name))
            if before[0] != first:
                faults.append(
                    f"{_key(identity)!r} is {before[0]!r} in {before[1]}, {first!r} in {room.name}:"
                    " one word per idea"
                )
        known = {_key(identity) for identity in texts}
        faults += [
            f"{room.name}: {message.id!r} is translated but nowhere used; run `make messages`"
            for message in kept
            if message.id and _key(_identity(message)) not in known
        ]
    return faults


def _first(message: Message) -> str:
    string = message.string
    return string if isinstance(string, str) else (string or [""])[0]


def _identity(message: Message) -> Id:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def main() -> int:
    if "--check" in sys.argv[1:]:
        faults = check()
        print("\n".join(faults) or "Every text has its Chinese.")
        return 1 if faults else 0
    for room, path in _rooms():
        texts = _collect(room)
        if texts or path.exists():
            missing = _rewrite(path, texts)
            print(f"{room.name}: {len(texts)} texts, {len(missing)} without Chinese")
            for text in missing:
                print(f"  {text!r}\n    write it in {path.relative_to(ROOMS.parents[1])}")
    messages.compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
