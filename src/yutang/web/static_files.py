"""Static files carry a hash in their names, so that browsers may keep them for ever."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

PACKED: Final = frozenset({".css", ".js", ".mjs", ".svg", ".json"})
"""Kinds of files that are text: packing them saves two thirds and more."""


class HashedStaticFiles(ManifestStaticFilesStorage):
    """Also rewrites `import` between ES modules; plain names where nothing was collected.

    Beside each hashed text lies the same, packed once and as small as it gets, for the gate.
    """

    support_js_module_import_aggregation = True
    manifest_strict = False

    def stored_name(self, name: str) -> Any:
        return super().stored_name(name) if self.hashed_files else name

    def post_process(self, *args: Any, **options: Any) -> Iterator[Any]:
        for name, hashed, processed in super().post_process(*args, **options):
            if hashed and Path(hashed).suffix in PACKED:
                self._pack(Path(self.path(hashed)))
            yield name, hashed, processed

    def _pack(self, file: Path) -> None:
        packed = file.with_name(file.name + ".gz")
        if not packed.exists():  # the name says the content: what lies there is right
            part = packed.with_suffix(".part")
            part.write_bytes(gzip.compress(file.read_bytes(), mtime=0))
            part.replace(packed)
