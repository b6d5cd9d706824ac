"""Files that offices send, kept as they came: sealed, under the SHA-256 of their content.

Whose they are and who may open them, the room's own table says; a file is handed out only by a
page of that room that asked who looks. The same content kept twice is one file.
"""

from datetime import timedelta
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from yutang.kernel.clock import now
from yutang.plumbing.seal import seal_bytes, unseal_bytes

DIGEST_LENGTH = 64
_STORE = "private"


class Gone(Exception):  # noqa: N818 - what became of it
    """No file of this digest is kept there, or no longer."""


def keep(folder: str, data: bytes) -> str:
    """Keep the content under this folder; return its SHA-256 in hexadecimal letters."""
    digest, store = sha256(data).hexdigest(), storages[_STORE]
    path = _path(folder, digest)
    if not store.exists(path):
        store.save(path, ContentFile(seal_bytes(data)))
    return digest


def content(folder: str, digest: str) -> bytes:
    """Return what was kept.

    Raises:
        Gone: there is no such file.
    """
    store, path = storages[_STORE], _path(folder, digest)
    if len(digest) != DIGEST_LENGTH or not digest.isalnum() or not store.exists(path):
        raise Gone
    with store.open(path) as file:
        return unseal_bytes(file.read())


def forget(folder: str, digest: str) -> None:
    """Take a file away, if it is there."""
    if len(digest) == DIGEST_LENGTH and digest.isalnum():
        storages[_STORE].delete(_path(folder, digest))


def forget_older(folder: str, age: timedelta) -> None:
    """Take away the files of a folder that nobody asked to keep longer than this."""
    store = storages[_STORE]
    if not store.exists(folder):
        return
    before = now() - age
    for name in store.listdir(folder)[1]:
        path = f"{folder}/{name}"
        if store.exists(path) and store.get_modified_time(path) < before:
            store.delete(path)


def _path(folder: str, digest: str) -> str:
    return f"{folder}/{digest}"
