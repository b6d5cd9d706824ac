"""A diploma's code, checked by the shipped script and by the page saved as one file: no server."""

import functools
import json
import subprocess
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import COUNTY
from tools import browser

from yutang.diplomas import actions, queries, rules, signing
from yutang.diplomas.rules import Paper
from yutang.people.access import Person

SCRIPT = Path(__file__).resolve().parents[1] / "verify_signed.py"
PAPER = Paper(
    "王秀兰",
    "农村电商基础班",
    "Selling online",
    Decimal(24),
    date(2026, 11, 20),
    COUNTY,
    "村播培训",
)


@dataclass
class Issued:
    """A diploma's number, its code, and the code of another that was revoked."""

    number: str
    code: str
    revoked: str


@pytest.fixture
def issued(clerk: Person, operator: Person) -> Issued:
    good = actions.issue(PAPER, cause="t", key="1", by=clerk)
    gone = actions.issue(PAPER, cause="t", key="2", by=clerk)
    actions.revoke(gone.number, "考试成绩造假", clerk)
    actions.confirm(gone.number, operator)
    return Issued(good.number, actions.code_of(good), actions.code_of(gone))


def forged(code: str) -> dict[str, str]:
    """Return what somebody could make of a good code, by what they did to it."""
    head, body, mark = code.split(".")
    header, claims = json.loads(_bytes(head)), json.loads(_bytes(body))
    other = ec.generate_private_key(ec.SECP256R1())
    richer, plain = _text({**claims, "sub": "张三"}), {"typ": header["typ"], "kid": header["kid"]}
    public = other.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    own = {"kty": "EC", "crv": "P-256", "x": _plain(public[1:33]), "y": _plain(public[33:])}
    again = jwt.PyJWS().encode(_bytes(body), other, "ES256", plain)
    last = "A" if mark[-2] != "A" else "Q"
    return {
        "another name": f"{head}.{richer}.{mark}",
        "another key under our id": again,
        "another key that it brings": jwt.PyJWS().encode(
            _bytes(body), other, "ES256", {**plain, "jwk": own}
        ),
        "an unknown key": jwt.PyJWS().encode(
            _bytes(body), other, "ES256", {**plain, "kid": "nobody"}
        ),
        "no algorithm": f"{_text({**header, 'alg': 'none'})}.{body}.",
        "no algorithm, but a signature": f"{_text({**header, 'alg': 'none'})}.{body}.{mark}",
        "our public key as a secret": jwt.PyJWS().encode(
            _bytes(body), str(queries.key_set()), "HS256", plain
        ),
        "cut off": code[:-8],
        "without its signature": f"{head}.{body}.",
        "two parts": f"{head}.{body}",
        "another spelling": f"{head}.{body}.{mark[:-1]}{chr(ord(mark[-1]) + 1)}",
        "a last letter changed": f"{head}.{body}.{mark[:-2]}{last}{mark[-1]}",
        "a signature of zeros": f"{head}.{body}.{_plain(bytes(64))}",
        "the signed list": queries.revoked_list(),
        "words": "https://example.org/diplomas/check/#下载",
        "nothing": "",
    }


def _bytes(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _plain(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _text(said: dict[str, Any]) -> str:
    return _plain(rules.compact(said))


@functools.cache
def opener() -> Callable[[str, str, list[dict[str, str]]], dict[str, Any]]:
    """Return the script's own function that checks a code."""
    known: dict[str, Any] = {}
    exec(SCRIPT.read_text("utf-8").split("\n(options :=")[0], known)
    found: Callable[[str, str, list[dict[str, str]]], dict[str, Any]] = known["opened"]
    return found


def test_the_code_says_what_stands_on_the_paper(issued: Issued) -> None:
    keys = json.loads(json.dumps(queries.key_set()))["keys"]
    says = opener()(issued.code, rules.DIPLOMA_TYPE, keys)
    key = says.pop("key")
    assert key == queries.signing_keys()[0].fingerprint.replace(" ", "")
    # The code, and the name beside it where this process knows the county.
    assert says.pop("at").split()[0] == COUNTY
    assert says == {
        "jti": issued.number,
        "sub": "王秀兰",
        "zh": "农村电商基础班",
        "en": "Selling online",
        "hrs": 24,
        "on": "2026-11-20",
        "prog": "村播培训",
        "iss": signing.installation(),
    }


def test_nobody_forges_a_code(issued: Issued) -> None:
    opened, keys = opener(), json.loads(json.dumps(queries.key_set()))["keys"]
    for how, code in forged(issued.code).items():
        with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, it is not right
            print(how, opened(code, rules.DIPLOMA_TYPE, keys))


@settings(max_examples=60)
@given(data=st.data())
def test_no_letter_of_a_code_can_be_changed(data: st.DataObject) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_numbers()
    jwk = {
        "kid": "k",
        "kty": "EC",
        "crv": "P-256",
        "x": _plain(public.x.to_bytes(32)),
        "y": _plain(public.y.to_bytes(32)),
    }
    headers = {"typ": rules.DIPLOMA_TYPE, "kid": "k"}
    code = jwt.PyJWS().encode(b'{"jti":"1"}', key, "ES256", headers)
    at = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from("AQgwb0_-.=x \n"))
    changed = code[:at] + letter + code[at + data.draw(st.integers(0, 1)) :]
    if changed == code:
        return
    with pytest.raises(Exception):  # noqa: B017, PT011
        print(opener()(changed, rules.DIPLOMA_TYPE, [jwk]))


def test_the_script_ends_with_right_wrong_and_revoked(issued: Issued, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text(json.dumps(queries.key_set()), "utf-8")
    (tmp_path / "revoked.jws").write_text(queries.revoked_list())
    given = ["--keys", str(tmp_path / "keys.json"), "--revoked", str(tmp_path / "revoked.jws")]
    wrong = forged(issued.code)["another name"]
    asked = {f"https://x/diplomas/check/#{issued.code}": 0, wrong: 1, issued.revoked: 3}
    for code, ends in asked.items():
        ran = subprocess.run(
            [sys.executable, str(SCRIPT), "-", *given],
            input=code,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == ends, ran.stderr
    assert len(SCRIPT.read_text("utf-8").splitlines()) <= 75


@pytest.mark.browser
def test_the_page_saved_as_one_file_checks_without_a_server(
    issued: Issued, client: Client, tmp_path: Path
) -> None:
    from playwright.sync_api import sync_playwright
    from tests.journeys.conftest import CHROMIUM_FLAGS

    served = client.get("/diplomas/check.html", HTTP_ACCEPT_LANGUAGE="en")
    assert "attachment" in served.headers["Content-Disposition"]
    saved = tmp_path / "check.html"
    saved.write_bytes(served.content)
    codes = {"good": issued.code, "revoked": issued.revoked, **forged(issued.code)}
    said = {}
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(browser.find()), args=CHROMIUM_FLAGS)
        page = chromium.new_page()
        for how, code in codes.items():
            page.goto("about:blank")
            page.goto(f"{saved.as_uri()}#")
            page.locator("[data-part=code]").fill(code)
            page.locator("[data-part=form] .button.block").click()
            shown = page.locator("[data-when]:visible")
            shown.wait_for()
            said[how] = shown.get_attribute("data-when")
            if how in {"good", "revoked"}:
                assert page.locator("[data-claim=sub]").inner_text() == "王秀兰"
        chromium.close()
    assert said == {
        "good": "right",
        "revoked": "revoked",
        **dict.fromkeys(forged(issued.code), "wrong"),
    }
