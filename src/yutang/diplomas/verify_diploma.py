"""Check a diploma of a Yutang installation without its server.

    python verify_diploma.py CODE --keys yutang-diplomas.json [--revoked revoked.jws]

CODE is what the QR code says, or "-" for standard input. Keys and list are kept from the site's
/.well-known/yutang-diplomas.json and /diplomas/revoked.jws; compare the key printed here with the
one you were told. Needs Python 3.11 and "cryptography". Ends with 0 right, 1 wrong, 3 revoked.
"""

import argparse
import json
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256


def part(text: str) -> bytes:
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if urlsafe_b64encode(data).rstrip(b"=").decode() == text:
        return data
    raise ValueError("not in its one spelling")


def opened(jws: str, kind: str, keys: list[dict[str, str]]) -> dict[str, Any]:
    head, body, signature = jws.split(".")
    header, raw = json.loads(part(head)), part(signature)
    if (header["alg"], header["typ"], len(raw)) != ("ES256", kind, 64):
        raise ValueError("not signed the way diplomas are")
    found = next(key for key in keys if key["kid"] == header["kid"])
    jwk = {name: found[name] for name in ("crv", "kty", "x", "y")}
    x, y = int.from_bytes(part(jwk["x"])), int.from_bytes(part(jwk["y"]))
    pair = utils.encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    public.verify(pair, f"{head}.{body}".encode(), ec.ECDSA(SHA256()))
    mark = sha256(json.dumps(jwk, separators=(",", ":")).encode()).hexdigest()
    return {**json.loads(part(body)), "key": mark.upper()}


(options := argparse.ArgumentParser()).add_argument("code")
options.add_argument("--keys", required=True, type=Path)
options.add_argument("--revoked", type=Path)
asked = options.parse_args()
code = "".join((sys.stdin.read() if asked.code == "-" else asked.code).split())
try:
    trusted = json.loads(asked.keys.read_text("utf-8"))["keys"]
    says: dict[str, Any] = opened(code.rpartition("#")[2], "diploma+jwt", trusted)
    gone = opened(asked.revoked.read_text(), "revoked+jwt", trusted) if asked.revoked else None
except Exception as wrong:  # noqa: BLE001 - whatever is wrong with it, it is wrong
    sys.exit(f"WRONG: {type(wrong).__name__} {wrong}")
at = datetime.fromtimestamp(gone["iat"], UTC).strftime("%Y-%m-%d %H:%M UTC") if gone else ""
told = f"{'REVOKED' if gone and says['jti'] in gone['revoked'] else 'not revoked'} as of {at}"
sys.stdout.write(json.dumps(says, ensure_ascii=False, indent=1))
sys.stdout.write(f"\nSIGNATURE RIGHT, {told if gone else 'revocation unknown'}\n")
sys.exit(3 if told.startswith("REVOKED") else 0)
