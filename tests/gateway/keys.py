"""Keys and a platform certificate, made once a run: one pair of each side a provider."""

import base64
import functools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

V3_KEY = "0123456789abcdef0123456789ABCDEF"


@dataclass(frozen=True)
class Pair:
    """One side's key."""

    key: rsa.RSAPrivateKey

    def private(self) -> str:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()

    def public(self) -> str:
        return (
            self.key.public_key()
            .public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
            .decode()
        )

    def sign(self, text: str) -> str:
        signed = self.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        return base64.b64encode(signed).decode()

    def signed(self, text: str, signature: str) -> bool:
        try:
            self.key.public_key().verify(
                base64.b64decode(signature), text.encode(), padding.PKCS1v15(), hashes.SHA256()
            )
        except (InvalidSignature, ValueError):
            return False
        return True


@functools.cache
def pair(_name: str) -> Pair:
    """Return the key of this name: ``ours``, ``alipay``, ``wechat``, ``stranger``."""
    return Pair(rsa.generate_private_key(65537, 2048))


@functools.cache
def certificate() -> tuple[str, str]:
    """Return WeChat's platform certificate as PEM, and its serial number."""
    key = pair("wechat").key
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "local gateway")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM).decode()
    return pem, f"{made.serial_number:X}"
