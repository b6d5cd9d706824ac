"""Development: changes of a copy of the code, seen through the door while it is served."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import typer
from tools.tests import COMPILED, compiled_once

from tests import template
from yutang.cli import dev
from yutang.cli.dev import GATE, JOBS, PAGES, TIMERS, Change, change
from yutang.plumbing import messages
from yutang.plumbing.config import Config

SEEN_WITHIN_S = 60.0
"""A promise to who waits for a busy machine; on a quiet one it is a second or two."""
ALL = frozenset({PAGES, JOBS, GATE, TIMERS})
NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("path", "renewed"),
    [
        ("kernel/money.py", ALL),
        ("trade/intake.py", ALL),
        ("trade/sql/place_orders.sql", ALL),
        ("trade/pages.py", {PAGES}),
        ("people/pages/sign_in.py", {PAGES}),
        ("goods/forms.py", {PAGES}),
        ("web/settings.py", {PAGES, JOBS}),
        ("money/jobs.py", {JOBS}),
        ("gate/app.py", {GATE}),
        ("gate/pages/proxy.py", {GATE}),
        ("work/timers.py", {TIMERS}),
        ("trade/locale/zh_Hans/LC_MESSAGES/django.po", {PAGES}),
        ("trade/templates/trade/orders.html", NOTHING),
        ("trade/tests/test_line.py", NOTHING),
        ("trade/README.md", NOTHING),
    ],
)
def test_only_the_processes_that_load_a_file_begin_anew(path: str, renewed: set[str]) -> None:
    found = change([Path(path)])
    assert found.renew == renewed
    assert not found.static
    assert not found.by_hand
    assert found.texts is path.endswith(".po")


def test_stylesheets_are_put_in_their_place_and_what_waits_is_told() -> None:
    paths = ["web/static/web/yutang.css", "cli/serve.py", "trade/migrations/0009_more.py"]
    style, command, tables = map(Path, paths)
    assert change(map(Path, paths)) == Change(NOTHING, (style,), False, (command, tables))


def test_neither_gate_nor_timers_load_what_the_floor_plan_keeps_for_the_pages() -> None:
    code = "import sys, yutang.gate.__main__, yutang.work.__main__; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    ours = [name.split(".") for name in loaded if name.startswith("yutang.")]
    of_rooms = [name for name in ours if name[1] not in {"gate", "work"}]
    assert not [name for name in of_rooms if dev._FOR_PAGES_ONLY.intersection(name)]
    assert not [name for name in of_rooms if name[1] in {"web", "cli"}]


def test_development_is_refused_where_others_could_come_in(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "yutang.cli", "serve", "--dev"],
        env={
            **os.environ,
            "YUTANG_HOST": "0.0.0.0",
            "YUTANG_DATA": str(tmp_path),
            "DATABASE_URL": "",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert "--dev only listens on this machine" in run.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("host", ["192.0.2.7", "::", "yutang.example"])
def test_only_the_addresses_of_this_machine_will_do(host: str) -> None:
    for fine in ("127.0.0.1", "::1", "localhost"):
        dev.check(replace(Config.load(), host=fine))
    with pytest.raises(typer.Exit):
        dev.check(replace(Config.load(), host=host))


def test_without_the_library_that_watches_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(typer.Exit):
        dev.check(Config.load())
    assert "pip install watchfiles" in capsys.readouterr().err


@dataclass
class Served:
    """A copy of the code, served with `--dev`."""

    code: Path
    data: Path
    address: str
    log: Path

    def get(self, path: str) -> str:
        with httpx.Client(headers={"accept-language": "zh-CN"}, timeout=SEEN_WITHIN_S) as client:
            try:
                return client.get(self.address + path).text
            except httpx.TransportError:
                return ""  # it begins anew

    def until(self, condition: Callable[[], bool]) -> None:
        ends_at = time.monotonic() + SEEN_WITHIN_S
        while not condition():
            assert time.monotonic() < ends_at, self.log.read_text()[-3000:]
            time.sleep(0.05)

    def append(self, path: str, text: str) -> None:
        with (self.code / path).open("a") as stream:
            stream.write(text)

    def replace(self, path: str, old: str, new: str) -> None:
        file = self.code / path
        assert old in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("dev")
    code = folder / "src" / "yutang"
    shutil.copytree(messages.ROOMS, code, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    template.copy_to(folder / "data")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "PYTHONPATH": str(code.parent),
        **compiled_once(),
        "YUTANG_DATA": str(folder / "data"),
        "DATABASE_URL": "",
        "PORT": str(port),
    }
    log = folder / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "yutang.cli", "serve", "--dev"],
            env=environment,
            cwd=folder,
            stdout=stream,
            stderr=stream,
        )
    found = Served(code, folder / "data", f"http://127.0.0.1:{port}", log)
    try:
        found.until(lambda: "Development (--dev)" in log.read_text())
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        code_of_end = process.wait(60)
        shutil.rmtree(COMPILED / folder.relative_to("/"), ignore_errors=True)
    assert code_of_end == 0, log.read_text()[-3000:]


@pytest.mark.served
def test_a_changed_template_is_seen(served: Served) -> None:
    assert "after the change" not in served.get("/sign-in/")
    served.replace("web/templates/shell.html", "</body>", "after the change</body>")
    assert "after the change" in served.get("/sign-in/"), "at once: nothing begins anew"


@pytest.mark.served
def test_a_changed_stylesheet_is_seen(served: Served) -> None:
    assert 'href="/static/web/yutang.css"' in served.get("/sign-in/"), "under its plain name"
    served.append("web/static/web/yutang.css", "/* after the change */")
    served.until(lambda: "after the change" in served.get("/static/web/yutang.css"))


@pytest.mark.served
def test_a_changed_text_is_seen(served: Served) -> None:
    served.replace(
        "people/locale/zh_Hans/LC_MESSAGES/django.po", 'msgstr "登录"', 'msgstr "改了的登录"'
    )
    served.until(lambda: "改了的登录" in served.get("/sign-in/"))


@pytest.mark.served
def test_changed_code_of_the_pages_is_seen(served: Served) -> None:
    served.append(
        "web/urls.py",
        "\nfrom django.http import HttpResponse\n"
        'urlpatterns += [path("changed/", lambda request: HttpResponse("after the change"))]\n',
    )
    served.until(lambda: served.get("/changed/") == "after the change")


@pytest.mark.served
def test_changed_code_of_the_gate_the_timers_and_below_them_begins_anew(served: Served) -> None:
    mark = (
        "\nfrom pathlib import Path as _Path\nimport os as _os, sys as _sys\n"
        '_Path(_os.environ["YUTANG_DATA"], f"{_sys.orig_argv[2]} {__name__}").touch()\n'
    )

    def began(module: str, changed: str) -> bool:
        return (served.data / f"{module} {changed}").exists()

    served.append("work/__init__.py", mark)
    served.until(lambda: began(TIMERS, "yutang.work"))
    served.append("gate/__init__.py", mark)
    served.until(lambda: began(GATE, "yutang.gate"))
    served.append("kernel/__init__.py", mark)
    served.until(lambda: all(began(each, "yutang.kernel") for each in ALL))
    assert "status" in served.get("/healthz")


@pytest.mark.served
def test_code_that_cannot_be_loaded_is_taken_up_once_it_is_mended(served: Served) -> None:
    served.append("web/urls.py", "\nthis is no Python\n")
    served.until(lambda: "after the change" not in served.get("/changed/"))
    served.replace("web/urls.py", "\nthis is no Python\n", "\n")
    served.until(lambda: served.get("/changed/") == "after the change")
