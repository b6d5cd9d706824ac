"""Reads of the opendata room: what is published, in which versions, and its rows. All public."""

from yutang.opendata.queries.catalogue import (
    Listed,
    Version,
    latest,
    licence,
    made_of,
    version,
    versions,
)
from yutang.opendata.queries.rows import Asked, Page, page_of, since_of

__all__ = [
    "Asked",
    "Listed",
    "Page",
    "Version",
    "latest",
    "licence",
    "made_of",
    "page_of",
    "since_of",
    "version",
    "versions",
]
