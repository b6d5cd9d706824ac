"""Everything that differs between one installation and the next, read once from outside."""

import functools
import ipaddress
import json
import os
import re
import secrets
import stat
import sys
import tempfile
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from yutang.plumbing.couriers import Couriers
from yutang.plumbing.merchants import Merchants
from yutang.plumbing.stores import Stores

PORT_DEFAULT = 8000
GATES_MOST = 8
"""Each has up to nine connections to the database, and the embedded one has 120."""
FOLLOW_CHANGES = "YUTANG_DEV"
"""Set by `yutang serve --dev` for its processes, and only there."""
PROXIES_DEFAULT = "127.0.0.0/8 ::1"
REPOSITORY = Path(__file__).resolve().parents[3]

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Secrets:
    """Keys of this installation, made at its first start and kept in the data folder."""

    django: str
    pass_keys: dict[str, bytes]
    sealing_keys: tuple[bytes, ...]
    """Keys that seal personal data; the first seals, all open."""


@dataclass(frozen=True)
class Config:
    """One installation: where its data lies, how its database is reached, what it serves."""

    data: Path
    port: int
    host: str
    database_url: str | None
    development: bool
    """Shows one-time codes in the development inbox; off as soon as an SMS gateway is set."""
    origins: tuple[str, ...]
    """Public addresses under which the pages are reached besides this machine's own."""
    proxies: tuple[Network, ...]
    """Proxies in front of the gate: what they say about who asks is believed."""
    bus_url: str | None
    """A Redis or Valkey server that carries the bus; None: PostgreSQL does."""
    gates: int
    """Gate processes behind the public port; see `GATES_MOST`."""
    pages_socket: Path | None
    """Where the pages' process listens, when the supervisor chose it."""
    follows_changes: bool
    """Changes of the code are taken up while running: `yutang serve --dev`."""
    merchants: Merchants
    """With which keys money is taken; see `plumbing/merchants.py`."""
    couriers: Couriers
    """With which keys carriers are spoken to; see `plumbing/couriers.py`."""
    stores: Stores = field(default_factory=Stores)
    """Where facts are kept and what counts them; see `plumbing/stores.py`."""

    @classmethod
    @functools.cache
    def load(cls) -> "Config":
        """Return the configuration of this process, from its environment."""
        data = Path(os.environ.get("YUTANG_DATA", ".data")).resolve()
        socket = os.environ.get("YUTANG_PAGES_SOCKET")
        return cls(
            data=data,
            port=_port(os.environ.get("PORT", "")),
            host=os.environ.get("YUTANG_HOST", "127.0.0.1"),
            database_url=os.environ.get("DATABASE_URL") or None,
            development=os.environ.get("YUTANG_SMS", "inbox") == "inbox",
            origins=tuple(os.environ.get("YUTANG_ORIGINS", "").split()),
            proxies=_networks(os.environ.get("YUTANG_PROXIES", PROXIES_DEFAULT)),
            bus_url=_bus_url(os.environ.get("YUTANG_BUS", "")),
            gates=gates_asked(os.environ.get("YUTANG_GATES") or "1", "YUTANG_GATES"),
            pages_socket=Path(socket) if socket else None,
            follows_changes=bool(os.environ.get(FOLLOW_CHANGES)),
            merchants=Merchants.load(),
            couriers=Couriers.load(),
            stores=Stores.load(),
        )

    @property
    def media(self) -> Path:
        """Pictures and video, served under /media/."""
        return self.data / "media"

    @property
    def static(self) -> Path:
        """Collected stylesheets and scripts, served under /static/."""
        return self.data / "static"

    @property
    def runtime(self) -> Path:
        """A short folder for sockets: a socket's path may have at most 107 bytes."""
        mark = sha256(str(self.data).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"yutang-{os.getuid()}-{mark}"
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
            raise SystemExit(
                f"{folder} belongs to somebody else, or others may write in it. "
                "Remove it, or set TMPDIR to a folder of your own."
            )
        return folder

    @property
    def demo_mark(self) -> Path:
        """A file that is there where `yutang demo` made this installation: all in it is a demo."""
        return self.data / "demo.mark"

    @property
    def samples(self) -> Path:
        """The demo counties, beside the source in a clone."""
        return REPOSITORY / "samples"

    def secrets(self) -> Secrets:
        """Return the keys of this installation, making them at the first call."""
        return _secrets(self.data)

    def keep_secret(self, name: str, text: str) -> None:
        """Keep a secret of a room beside these keys, for their owner alone; a name's first stays.

        The caller seals it: a copy of the file without `secrets.json` opens nothing.
        """
        _write_once(self.data / f"{name}.secret", text)

    def kept_secret(self, name: str) -> str | None:
        """Return the secret of this name, if it lies here."""
        path = self.data / f"{name}.secret"
        return path.read_text() if path.exists() else None


def _port(text: str) -> int:
    if not text:
        return PORT_DEFAULT
    if not text.isdigit() or not 0 < int(text) < 65536:  # noqa: PLR2004 - the ports there are
        raise SystemExit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(each) for each in text.split())
    except ValueError as error:
        raise SystemExit(
            "YUTANG_PROXIES must be addresses or networks with spaces between them, as in "
            f"'10.0.0.7 10.1.0.0/16': {error}."
        ) from None


def _bus_url(text: str) -> str | None:
    if not text:
        return None
    # Valkey speaks Redis' protocol; its addresses are written with its own name.
    url = re.sub(r"^valkey(?=s?://)", "redis", text)
    try:
        good = bool(re.match(r"(rediss?|unix)://.", url)) and urlsplit(url).port != 0
    except ValueError:
        good = False
    if not good:  # the address is not shown: a password may be in it
        raise SystemExit(
            "YUTANG_BUS must be the address of a Redis or Valkey server, as in "
            "redis://:password@host:6379. Without it PostgreSQL carries the bus."
        )
    return url


def gates_asked(text: str, where: str) -> int:
    """Return how many gates this text asks for; `where` it stands is told when it is no number."""
    if not re.fullmatch("[0-9]", text) or not 1 <= int(text) <= GATES_MOST:
        raise SystemExit(f"{where} must be a number from 1 to {GATES_MOST}, not {text!r}.")
    if int(text) > 1 and sys.platform != "linux":
        raise SystemExit(f"{where}: only Linux lets several gates share one port; use 1 here.")
    return int(text)


@functools.cache
def _secrets(data: Path) -> Secrets:
    path = data / "secrets.json"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        _write_once(path, _fresh_secrets())
    kept = json.loads(path.read_text())
    return Secrets(
        django=kept["django"],
        pass_keys={name: bytes.fromhex(key) for name, key in kept["pass_keys"].items()},
        sealing_keys=tuple(key.encode() for key in kept["sealing_keys"]),
    )


def _fresh_secrets() -> str:
    from cryptography.fernet import Fernet  # noqa: PLC0415 - a first start only

    return json.dumps(
        {
            "django": secrets.token_urlsafe(50),
            "pass_keys": {"k1": secrets.token_hex(32)},
            "sealing_keys": [Fernet.generate_key().decode()],
        },
        indent=2,
    )


def _write_once(path: Path, text: str) -> None:
    """Write the file whole or not at all; of two processes, the first one's file stays."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
