"""Whether the files in the store are those that the present version names."""

from collections.abc import Callable
from typing import NamedTuple

from yutang.facts import roots, store
from yutang.facts.errors import FileMissing
from yutang.facts.queries.manifests import current, parts
from yutang.facts.rules import Named, digest_of


class Wrong(NamedTuple):
    """A file that is not there, or has other bytes; or (no path) a digest that does not agree."""

    path: str
    why: str


def checked(root: roots.Root, tell: Callable[[int, int], None]) -> list[Wrong]:
    """Return what is wrong with a root's present version; reads every file of it.

    `tell` is called with how many files are done and of how many.
    """
    version, there = current(root), store.of_config()
    files = parts(version.number, root=root)
    found: list[Wrong] = []
    for done, each in enumerate(files, 1):
        try:
            if there.sha256(each.path) != each.sha256:
                found.append(Wrong(each.path, "other bytes than were published"))
        except FileMissing:
            found.append(Wrong(each.path, "not there"))
        tell(done, len(files))
    named = (Named(each.kind, each.part, each.rows, each.sha256) for each in files)
    if digest_of(named) != version.digest:
        found.append(Wrong("", "the parts do not come to the version's digest"))
    return found
