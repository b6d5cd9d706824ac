"""Pages of the yearbook: a place's facts, one fact, telling, importing, evidence."""

from yutang.yearbook.pages.importing import import_facts, template
from yutang.yearbook.pages.showing import definitions, evidence, facts, facts_file, one
from yutang.yearbook.pages.telling import choose, tell, withdraw

__all__ = [
    "choose",
    "definitions",
    "evidence",
    "facts",
    "facts_file",
    "import_facts",
    "one",
    "tell",
    "template",
    "withdraw",
]
