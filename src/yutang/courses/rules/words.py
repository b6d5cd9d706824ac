"""A lesson's words as HTML: headings, lists, quotes, bold. No links, no pictures, no raw HTML.

What is none of these stands as it was typed. The reader is markdown-it-py with everything off but
the rules named here.
"""

from functools import cache
from typing import Final

from markdown_it import MarkdownIt

RULES: Final = ("heading", "list", "blockquote", "hr", "emphasis", "newline", "escape")
LETTERS_MOST = 12_000


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False, "breaks": True}).enable(list(RULES))


def html(text: str) -> str:
    """Return the words as HTML; whatever would be markup of a page is escaped.

    Headings begin at h2: the page's own stands above them.
    """
    reader = _reader()
    tokens = reader.parse(text[:LETTERS_MOST])
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + 1, 4)}"
    return str(reader.renderer.render(tokens, reader.options, {}))
