"""Make sure that the servers which some tests run are here (nginx, Redis), and print where.

``$NGINX`` and ``$REDIS_SERVER``, else whatever is on PATH (a Valkey server will do for Redis), else
Debian's packages, unpacked under .venv/servers: nothing is installed and no service is started.
Where none of this helps, the tests that need it are skipped, and say what to install.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / ".venv" / "servers"
_WITHIN_S = 60
_APT = ["apt-get", "-qq", "-o", "Acquire::http::Timeout=10", "-o", "Acquire::Retries=0"]


@dataclass(frozen=True)
class Kind:
    """A server as it is named, called and packed, with the libraries that few machines have."""

    variable: str
    programs: tuple[str, ...]
    packages: tuple[str, ...]
    version: str


KINDS = {
    "nginx": Kind("NGINX", ("nginx",), ("nginx", "nginx-light"), "-v"),
    "redis": Kind(
        "REDIS_SERVER",
        ("redis-server", "valkey-server"),
        ("redis-server", "redis-tools", "libjemalloc2", "liblzf1", "libatomic1"),
        "--version",
    ),
}


@dataclass(frozen=True)
class Server:
    """A program, and the environment in which it finds its libraries."""

    program: Path
    environment: dict[str, str]


def find(name: str) -> Server | None:
    """Return the server of that name (``nginx``, ``redis``), or None where there is none."""
    kind = KINDS[name]
    if named := os.environ.get(kind.variable):
        return _server(Path(named), kind)
    for program in kind.programs:
        path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
        if there := shutil.which(program, path=path):
            return _server(Path(there), kind)
    for folder in ("usr/bin", "usr/sbin"):
        for program in kind.programs:
            if (FOLDER / name / folder / program).exists():
                return _server(FOLDER / name / folder / program, kind)
    return None


def why_missing(name: str) -> str:
    """Return what to do about a server that is not here."""
    kind = KINDS[name]
    return f"no {name} here: install {kind.packages[0]}, or set {kind.variable} to its program"


def _server(program: Path, kind: Kind) -> Server | None:
    """Return the server when it runs here."""
    libraries = sorted({str(found.parent) for found in FOLDER.glob("*/usr/lib/**/*.so.*")})
    known = os.environ.get("LD_LIBRARY_PATH")
    environment = {**os.environ}
    if FOLDER in program.parents:
        environment["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, [*libraries, known]))
    try:
        run = subprocess.run(
            [program, kind.version], env=environment, capture_output=True, check=False
        )
    except OSError:
        return None
    return Server(program, environment) if run.returncode == 0 else None


def fetch(name: str) -> None:
    """Unpack Debian's packages of the server where apt can fetch them."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return
    with tempfile.TemporaryDirectory() as folder:
        for attempt in range(2):
            packages = KINDS[name].packages
            if not _apt(["download", *packages], folder):
                for package in packages:  # not every release has each of them
                    _apt(["download", package], folder)
            found = sorted(Path(folder).glob("*.deb"))
            if found or attempt or os.getuid() != 0:
                break
            _apt(["update"], folder)  # a fresh machine has no lists of packages
        for package_file in found:
            target = FOLDER / name
            target.mkdir(parents=True, exist_ok=True)
            subprocess.run(["dpkg-deb", "-x", package_file, target], check=True)


def _apt(arguments: list[str], folder: str) -> bool:
    try:
        run = subprocess.run(
            [*_APT, *arguments], cwd=folder, capture_output=True, check=False, timeout=_WITHIN_S
        )
    except subprocess.TimeoutExpired:
        print(f"apt-get {arguments[0]}: no answer within {_WITHIN_S} s", file=sys.stderr)
        return False
    return run.returncode == 0


def main() -> int:
    for name in KINDS:
        if find(name) is None:
            fetch(name)
        server = find(name)
        if server is None:
            print(f"{why_missing(name)}; its tests will be skipped", file=sys.stderr)
        else:
            print(server.program)
    return 0


if __name__ == "__main__":
    sys.exit(main())
