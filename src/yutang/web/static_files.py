"""Static files carry a hash in their names, so that browsers may keep them for ever."""

from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedStaticFiles(ManifestStaticFilesStorage):
    """Also rewrites `import` between ES modules; plain names where nothing was collected."""

    support_js_module_import_aggregation = True
    manifest_strict = False

    def stored_name(self, name: str) -> Any:
        return super().stored_name(name) if self.hashed_files else name
