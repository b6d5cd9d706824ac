"""Check what a Yutang installation signed, a diploma or a report card, without its server.

    python verify_signed.py CODE --keys yutang-diplomas.json [--revoked LIST] [--values FILE]

CODE is what the QR code says, or "-" for standard input. Keys and list are kept from the site's
/.well-known/yutang-diplomas.json and /diplomas/revoked.jws or /reports/corrected.jws; compare the
key printed here with the one you were told. FILE holds a report card's values. Needs Python 3.11
and "cryptography". Ends with 0 right, 1 wrong, 3 revoked or corrected since.
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

LISTS = {"diploma+jwt": "revoked+jwt", "report+jwt": "corrected+jwt"}


def part(text: str) -> bytes:
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if urlsafe_b64encode(data).rstrip(b"=").decode() == text:
        return data
    raise ValueError("not in its one spelling")


def opened(jws: str, kind: str, keys: list[dict[str, str]]) -> dict[str, Any]:
    head, body, signature = jws.split(".")
    header, raw = json.loads(part(head)), part(signature)
    if (header["alg"], header["typ"], len(raw)) != ("ES256", kind, 64):
        raise ValueError("not signed the way it should be")
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
options.add_argument("--values", type=Path)
asked = options.parse_args()
code = "".join((sys.stdin.read() if asked.code == "-" else asked.code).split()).rpartition("#")[2]
try:
    trusted = json.loads(asked.keys.read_text("utf-8"))["keys"]
    kind = json.loads(part(code.split(".")[0]))["typ"]
    gone_kind, says = LISTS[kind], opened(code, kind, trusted)
    gone = opened(asked.revoked.read_text(), gone_kind, trusted) if asked.revoked else None
    rows = json.loads(asked.values.read_text("utf-8"))["values"] if asked.values else None
    text = "\n".join("|".join(row) for row in rows or ())
    is_other = rows is not None and sha256(text.encode()).hexdigest() != says["sha"]
except Exception as wrong:  # noqa: BLE001 - whatever is wrong with it, it is wrong
    sys.exit(f"WRONG: {type(wrong).__name__} {wrong}")
if is_other:
    sys.exit("WRONG: the code is right, but these are not the values that were signed")
at = datetime.fromtimestamp(gone["iat"], UTC).strftime("%Y-%m-%d %H:%M UTC") if gone else ""
no_longer = gone is not None and says["jti"] in gone["revoked"]
told = f"{'' if no_longer else 'not '}{'REVOKED' if no_longer else 'revoked'} as of {at}"
sys.stdout.write(json.dumps(says, ensure_ascii=False, indent=1))
sys.stdout.write(f"\nSIGNATURE RIGHT{', VALUES RIGHT' if rows else ''}, ")
sys.stdout.write(f"{told if gone else 'revocation unknown'}\n")
sys.exit(3 if no_longer else 0)
