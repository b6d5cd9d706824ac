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

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256


def part(text: str) -> bytes:
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if urlsafe_b64encode(data).rstrip(b"=").decode() == text:
        return data
    raise ValueError("not in its one spelling")


def opened(jws: str, kind: str, keys: dict[str, Any]) -> Any:
    head, body, signature = jws.split(".")
    header, raw = json.loads(part(head)), part(signature)
    if header["alg"] != "ES256" or header["typ"] != kind or len(raw) != 64:  # noqa: PLR2004
        raise ValueError("not signed the way diplomas are")
    x, y = (int.from_bytes(part(keys[header["kid"]][name])) for name in ("x", "y"))
    pair = utils.encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    key.verify(pair, f"{head}.{body}".encode(), ec.ECDSA(SHA256()))
    plain = {name: keys[header["kid"]][name] for name in ("crv", "kty", "x", "y")}
    mark = sha256(json.dumps(plain, separators=(",", ":")).encode()).hexdigest().upper()
    return {**json.loads(part(body)), "key": mark}


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("code")
    options.add_argument("--keys", required=True)
    options.add_argument("--revoked")
    asked = options.parse_args()
    text = sys.stdin.read() if asked.code == "-" else asked.code
    try:
        keys = {key["kid"]: key for key in json.loads(Path(asked.keys).read_text("utf-8"))["keys"]}
        says = opened("".join(text.split()).rpartition("#")[2], "diploma+jwt", keys)
        kept = Path(asked.revoked).read_text("utf-8").strip() if asked.revoked else ""
        gone = opened(kept, "revoked+jwt", keys) if kept else {"revoked": [], "iat": 0}
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature) as wrong:
        sys.exit(f"WRONG: {type(wrong).__name__} {wrong}")
    is_gone, at = says["jti"] in gone["revoked"], datetime.fromtimestamp(gone["iat"], UTC)
    told = f"{'REVOKED' if is_gone else 'not revoked'} as of {at:%Y-%m-%d %H:%M} UTC"
    shown = json.dumps(says, ensure_ascii=False, indent=1)
    sys.stdout.write(f"{shown}\nSIGNATURE RIGHT, {told if kept else 'revocation unknown'}\n")
    sys.exit(3 if is_gone else 0)


if __name__ == "__main__":
    main()
