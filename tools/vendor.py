"""Browser files made by others: fetch them from their npm packages, or check what is here.

`python tools/vendor.py` fetches every file of the manifest again (needs npm and a network);
`python tools/vendor.py --check` recomputes the SHA-256 of what lies in the folder (needs neither)
and exits 1 with one line per difference. To take a newer version, change `version` in the
manifest, run without `--check`, look at the change, commit. A file that is no file of its package
but built of some of its parts says so under `build` (`tools/vendor_built.py`).
"""

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import NotRequired, TypedDict

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools import vendor_built
from tools.vendor_built import Build

FOLDER = Path(__file__).resolve().parents[1] / "src/yutang/web/static/web/vendor"
MANIFEST = "manifest.json"
SOURCE_MAP = b"//# sourceMappingURL="


class Entry(TypedDict):
    """One vendored file as the manifest describes it."""

    name: str
    version: str
    licence: str
    """SPDX identifier."""
    licence_file: str
    """The package's own licence text, beside the file."""
    licence_sources: list[str]
    """Files of the package that make up the licence text."""
    source: str
    """Path inside the package."""
    source_sha256: str
    """Of the file as the package holds it."""
    file: str
    """Name in this folder."""
    kind: str
    """`module` or `script`: how a page loads it."""
    sha256: str
    """Of the file in this folder: the source without a last source map line."""
    note: str
    build: NotRequired[Build]
    """When the file is built: `source` is then the package's list of what it holds."""


def npm_package(name: str, version: str, into: Path) -> Path:
    """Fetch one package with the ordinary npm client and return its unpacked folder."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = into / packed.stdout.split()[-1]
    folder = into / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def differences(folder: Path) -> list[str]:
    """Say, a line each, how the folder differs from its manifest."""
    entries = _entries(folder)
    found = [line for entry in entries for line in _entry_differences(folder, entry)]
    known = {MANIFEST, *(e["file"] for e in entries), *(e["licence_file"] for e in entries)}
    found += [
        f"{path.name}: not in the manifest"
        for path in sorted(folder.iterdir())
        if path.name not in known
    ]
    return found


def refresh(folder: Path) -> None:
    """Fetch every file of the manifest at its version and write the new sums into it."""
    entries = _entries(folder)
    for entry in entries:
        with tempfile.TemporaryDirectory() as scratch:
            if "build" in entry:
                _build(Path(scratch), folder, entry, entry["build"])
            else:
                _take(npm_package(entry["name"], entry["version"], Path(scratch)), folder, entry)
        print(f"{entry['name']} {entry['version']}: {entry['file']}")
    text = json.dumps({"files": entries}, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _entries(folder: Path) -> list[Entry]:
    entries: list[Entry] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    return entries


def _entry_differences(folder: Path, entry: Entry) -> list[str]:
    path, licence = folder / entry["file"], folder / entry["licence_file"]
    found = []
    if not path.exists():
        found.append(f"{entry['file']}: missing")
    elif sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
        found.append(f"{entry['file']}: its SHA-256 is not the manifest's")
    if not licence.exists() or not licence.read_text(encoding="utf-8").strip():
        found.append(f"{entry['licence_file']}: licence text missing")
    return found


def _take(package: Path, folder: Path, entry: Entry) -> None:
    original = (package / entry["source"]).read_bytes()
    kept = _without_source_map(original)
    (folder / entry["file"]).write_bytes(kept)
    _keep_licence(package, folder, entry)
    entry["source_sha256"] = sha256(original).hexdigest()
    entry["sha256"] = sha256(kept).hexdigest()


def _build(scratch: Path, folder: Path, entry: Entry, build: Build) -> None:
    """Make a file of parts of its package; licences are named from the folder of all packages."""
    packages = vendor_built.install(entry["name"], entry["version"], build, scratch)
    made, entry["source_sha256"] = vendor_built.built(packages, entry["name"], build)
    (folder / entry["file"]).write_bytes(made)
    _keep_licence(packages, folder, entry)
    entry["sha256"] = sha256(made).hexdigest()


def _keep_licence(package: Path, folder: Path, entry: Entry) -> None:
    texts = [(package / name).read_text(encoding="utf-8") for name in entry["licence_sources"]]
    (folder / entry["licence_file"]).write_text("\n\n".join(texts), encoding="utf-8")


def _without_source_map(script: bytes) -> bytes:
    """Drop a last line that names a map we do not ship: collecting static files stumbles on it."""
    body, line, name = script.rstrip().rpartition(SOURCE_MAP)
    return body if line and b"\n" not in name else script


def main() -> int:
    """Run the command line; the exit code is 1 when something differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, fetch nothing")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    if not options.check:
        if shutil.which("npm") is None:
            parser.error("npm is needed to fetch; --check works without")
        refresh(options.folder)
    found = differences(options.folder)
    print("\n".join(found) or "vendored files: as in the manifest")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
