"""Browser files made by others are exactly those of the manifest."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
TOOL = REPOSITORY / "tools/vendor.py"
FOLDER = REPOSITORY / "src/yutang/web/static/web/vendor"


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(TOOL), "--check", "--folder", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_vendored_file_has_the_sum_of_the_manifest() -> None:
    answer = check(FOLDER)
    assert answer.returncode == 0, answer.stdout


def test_a_changed_missing_or_unknown_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "vendor"
    shutil.copytree(FOLDER, folder)
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    changed, missing = entries[0], entries[-1]
    with (folder / changed["file"]).open("ab") as script:
        script.write(b" ")
    (folder / missing["licence_file"]).unlink()
    (folder / "stray.js").write_text("1")
    answer = check(folder)
    assert answer.returncode == 1
    assert f"{changed['file']}: its SHA-256" in answer.stdout
    assert f"{missing['licence_file']}: licence text missing" in answer.stdout
    assert "stray.js: not in the manifest" in answer.stdout


def test_every_entry_says_where_it_comes_from_and_under_which_licence() -> None:
    for entry in json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))["files"]:
        for field in ("name", "version", "licence", "source", "source_sha256", "sha256"):
            assert entry[field], f"{entry['file']} has no {field}"


def test_no_vendored_script_builds_code_from_text() -> None:
    """The content policy of the pages allows no eval."""
    for path in [*FOLDER.glob("*.js"), *FOLDER.glob("*.mjs")]:
        script = path.read_text(encoding="utf-8")
        assert "new Function(" not in script
        assert "eval(" not in script
