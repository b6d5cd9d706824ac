"""Beside every hashed text lies the same, packed; other files are left as they are."""

import gzip
from pathlib import Path

from yutang.web.static_files import HashedStaticFiles


def test_hashed_texts_are_packed_once(tmp_path: Path) -> None:
    style, picture = "a { color: red }\n" * 100, b"\x89PNG"
    (tmp_path / "web.css").write_text(style)
    (tmp_path / "drawing.png").write_bytes(picture)
    store = HashedStaticFiles(location=str(tmp_path), base_url="/static/")
    found = {name: (store, name) for name in ("web.css", "drawing.png")}
    hashed = {name: made for name, made, _processed in store.post_process(found)}

    packed = tmp_path / f"{hashed['web.css']}.gz"
    assert gzip.decompress(packed.read_bytes()).decode() == style
    assert packed.stat().st_size < len(style) / 5
    assert not (tmp_path / "web.css.gz").exists(), "a name without a hash does not say its content"
    assert not (tmp_path / f"{hashed['drawing.png']}.gz").exists()

    before = packed.stat().st_mtime_ns
    list(store.post_process(found))
    assert packed.stat().st_mtime_ns == before
