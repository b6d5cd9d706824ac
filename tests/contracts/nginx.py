"""nginx with the very file that `deploy/` offers, on ports and in a folder of the test's own."""

import getpass
import ipaddress
import os
import ssl
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.contracts.wires import until
from tests.races.market import free_port
from tools import servers

FILE = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
_GATE = "server 127.0.0.1:8000"
_FURTHER = "# server 10.0.0.12:8000"
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Nginx:
    """A running nginx; `base` and `address` are those of its TLS door."""

    def __init__(self, server: servers.Server, folder: Path, gates: Sequence[str]) -> None:
        self._plain, secure = free_port(), free_port()
        self.address = f"127.0.0.1:{secure}"
        self.base = f"https://{self.address}"
        self.plain = f"http://127.0.0.1:{self._plain}"
        self.context = ssl.create_default_context(cafile=str(_certificate(folder / "tls")))
        settings = folder / "nginx.conf"
        settings.write_text(_settings(folder, gates, self._plain, secure))
        whose = f"user {getpass.getuser()};" if os.getuid() == 0 else ""
        asked = [
            "-p",
            str(folder),
            "-e",
            "stderr",
            "-c",
            str(settings),
            "-g",
            f"daemon off; {whose}",
        ]
        self.process = subprocess.Popen([server.program, *asked], env=server.environment)
        until(self._answers)

    def client(self, **options: object) -> httpx.Client:
        return httpx.Client(base_url=self.base, verify=self.context, timeout=20, **options)  # type: ignore[arg-type]

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)

    def _answers(self) -> bool:
        assert self.process.poll() is None, "nginx does not take deploy/nginx.conf"
        try:
            return httpx.get(self.plain).status_code == httpx.codes.MOVED_PERMANENTLY
        except httpx.TransportError:
            return False


@contextmanager
def nginx(*gates: str) -> Iterator[Nginx]:
    """Run nginx before these gates (host:port); without one installed the test is skipped."""
    server = servers.find("nginx")
    if server is None:
        pytest.skip(servers.why_missing("nginx"))
    with tempfile.TemporaryDirectory(prefix="yutang-nginx-") as folder:
        running = Nginx(server, Path(folder), gates)
        try:
            yield running
        finally:
            running.close()


def _settings(folder: Path, gates: Sequence[str], plain: int, secure: int) -> str:
    """Return deploy/nginx.conf with nothing but this machine's ports and paths put in."""
    text = FILE.read_text("utf-8")
    further = "\n".join(f"server {gate} max_fails=2 fail_timeout=2s;" for gate in gates[1:])
    (folder / "cache").mkdir()
    own = "".join(f"{name}_temp_path {folder}/cache/{name};" for name in _TEMPORARY)
    for written, put in [
        (f"{_FURTHER} max_fails=2 fail_timeout=2s;", further),
        (_GATE, f"server {gates[0]}"),
        ("listen [::]:80;", ""),
        ("listen [::]:443 ssl http2;", ""),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{secure} ssl http2;"),
        ("/etc/nginx/tls/", f"{folder}/tls/"),
        ("/var/cache/nginx/", f"{folder}/cache/"),
        ("/var/log/nginx/", f"{folder}/"),
        ("/run/nginx.pid", f"{folder}/nginx.pid"),
        ("http {", f"http {{ {own}"),
    ]:
        assert written in text, f"deploy/nginx.conf no longer says {written!r}"
        text = text.replace(written, put)
    return text


def _certificate(folder: Path) -> Path:
    """Make a key and a certificate for this machine's loopback; return the certificate."""
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "yutang.example")])
    now = datetime.now(UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "yutang.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    certificate = folder / "yutang.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return certificate
