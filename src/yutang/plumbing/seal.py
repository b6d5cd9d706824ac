"""Personal data at rest: sealed with the installation's keys, found again by a keyed digest."""

import hmac
from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from yutang.plumbing.config import Config


class CannotOpen(Exception):  # noqa: N818
    """The sealed text was made with a key that this installation does not have."""


def seal(text: str) -> bytes:
    """Return the text encrypted and authenticated."""
    return seal_bytes(text.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """Return the text.

    Raises:
        CannotOpen: the key is not ours.
    """
    return unseal_bytes(sealed).decode()


def seal_bytes(data: bytes) -> bytes:
    """Return a file's content encrypted and authenticated."""
    return _box().encrypt(data)


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    """Return a file's content; raises `CannotOpen` as `unseal`."""
    try:
        return _box().decrypt(bytes(sealed))
    except InvalidToken as error:
        raise CannotOpen from error


def digest(text: str) -> bytes:
    """Return a keyed digest (32 bytes) by which equal texts are found without opening them."""
    key = Config.load().secrets().sealing_keys[-1]
    return hmac.digest(key, text.encode(), "sha256")


def seal_each(texts: Iterable[str]) -> list[bytes]:
    """Return each text sealed, with the keys read once; nothing for nothing."""
    box = _box()
    return [box.encrypt(text.encode()) if text else b"" for text in texts]


def digest_each(texts: Iterable[str]) -> list[bytes]:
    """Return each text's `digest`, with the key read once; nothing for nothing."""
    key = Config.load().secrets().sealing_keys[-1]
    return [hmac.digest(key, text.encode(), "sha256") if text else b"" for text in texts]


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in Config.load().secrets().sealing_keys])
