"""Files are served with the caching each kind allows, and nothing outside or hidden is."""

import gzip
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from yutang.gate.pages.files import Media, Static


@pytest.fixture
def client(tmp_path: Path) -> httpx.AsyncClient:
    (tmp_path / "secrets.json").write_text("the keys")
    recording = tmp_path / "media" / "live" / "7"
    recording.mkdir(parents=True)
    (recording / "live.m3u8").write_text("#EXTM3U")
    (recording / "replay.m3u8").write_text("#EXTM3U\n#EXT-X-ENDLIST\n")
    (recording / "seg-1.m4s").write_bytes(bytes(range(100)))
    (recording / "timeline.jsonl").write_text("{}")
    (recording / ".lock").write_text("")
    (recording / ".seg-2.m4s").write_bytes(b"half")
    (tmp_path / "media" / "evil.svg").write_text("<svg><script>alert(1)</script></svg>")
    (tmp_path / "media" / "evil.html").write_text("<script>alert(1)</script>")
    (tmp_path / "media" / "escape.png").symlink_to(tmp_path / "secrets.json")
    static = tmp_path / "static" / "web"
    static.mkdir(parents=True)
    (static / "yutang.0123456789ab.css").write_text("a{}")
    (static / "yutang.css").write_text("a{}")
    (static / "room.mjs").write_text("export {}")
    app = Starlette(
        routes=[
            Mount("/static", Static(tmp_path / "static")),
            Mount("/media", Media(tmp_path / "media")),
        ]
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://yutang.example")


async def test_playlists_are_fresh_and_segments_stay(client: httpx.AsyncClient) -> None:
    playlist = await client.get("/media/live/7/live.m3u8")
    assert playlist.headers["content-type"] == "application/vnd.apple.mpegurl"
    assert playlist.headers["cache-control"] == "public, max-age=1"
    segment = await client.get("/media/live/7/seg-1.m4s")
    assert "immutable" in segment.headers["cache-control"]
    part = await client.get("/media/live/7/seg-1.m4s", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, bytes(range(10, 20)))
    known = await client.get(
        "/media/live/7/seg-1.m4s", headers={"If-None-Match": segment.headers["etag"]}
    )
    assert known.status_code == 304


async def test_a_playlist_is_asked_for_anew_and_told_only_when_it_changed(
    client: httpx.AsyncClient, tmp_path: Path
) -> None:
    address = "/media/live/7/live.m3u8"
    first = await client.get(address)
    for tags in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        known = await client.get(address, headers={"If-None-Match": tags})
        assert (known.status_code, known.content) == (304, b""), tags
        assert known.headers["etag"] == first.headers["etag"]
    (tmp_path / "media" / "live" / "7" / "live.m3u8").write_text("#EXTM3U\nseg-1.m4s")
    # Its date has whole seconds, so only the tag can tell the two apart.
    since = {"If-Modified-Since": first.headers["last-modified"]}
    newer = await client.get(address, headers={"If-None-Match": first.headers["etag"], **since})
    assert (newer.status_code, newer.text) == (200, "#EXTM3U\nseg-1.m4s")
    assert (await client.get(address, headers=since)).status_code == 200


async def test_a_recording_that_is_closed_is_kept_longer(client: httpx.AsyncClient) -> None:
    playlist = await client.get("/media/live/7/replay.m3u8")
    assert playlist.headers["cache-control"] == "public, max-age=300"


async def test_nothing_uploaded_can_run(client: httpx.AsyncClient) -> None:
    picture = await client.get("/media/evil.svg")
    assert picture.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert picture.headers["x-content-type-options"] == "nosniff"
    assert (await client.get("/media/evil.html")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/live/7/timeline.jsonl",
        "/media/live/7/.lock",
        "/media/live/7/.seg-2.m4s",
        "/media/live/7",
        "/media/live/7/none.m4s",
        "/media/escape.png",
        "/media/..%2fsecrets.json",
        "/media/%2e%2e/secrets.json",
        "/media/..%2f..%2fetc%2fpasswd.png",
        "/media/%00.png",
        "/static/..%2fsecrets.json",
        "/static/web",
    ],
)
async def test_nothing_else_is_served(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_only_names_with_a_hash_are_kept_for_ever(client: httpx.AsyncClient) -> None:
    hashed = await client.get("/static/web/yutang.0123456789ab.css")
    assert "immutable" in hashed.headers["cache-control"]
    plain = await client.get("/static/web/yutang.css")
    assert plain.headers["cache-control"] == "no-cache"
    assert plain.headers["content-type"] == "text/css; charset=utf-8"
    assert (
        (await client.get("/static/web/room.mjs"))
        .headers["content-type"]
        .startswith("text/javascript")
    )
    assert (await client.post("/static/web/yutang.css")).status_code == 405


async def test_a_packed_file_goes_to_those_who_unpack_it(
    client: httpx.AsyncClient, tmp_path: Path
) -> None:
    address = "/static/web/yutang.0123456789ab.css"
    plain = await client.get(address)
    assert "content-encoding" not in plain.headers
    packed = gzip.compress(b"a{}" * 400)
    (tmp_path / "static" / "web" / "yutang.0123456789ab.css.gz").write_bytes(packed)
    small = await client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["content-length"] == str(len(packed))
    assert small.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in small.headers["cache-control"]
    assert small.headers["etag"] != plain.headers["etag"]
    for said in ("identity", "gzip;q=0", "br"):
        whole = await client.get(address, headers={"Accept-Encoding": said})
        assert (whole.text, whole.headers["vary"]) == ("a{}", "Accept-Encoding")
        assert "content-encoding" not in whole.headers
