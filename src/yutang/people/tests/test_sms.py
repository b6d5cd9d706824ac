"""Text messages: the inbox, and a gateway over HTTP that really listens."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest
import structlog
from django.test import Client

from yutang.people import actions, sms
from yutang.people.errors import SmsFailed
from yutang.people.models import Code, InboxMessage
from yutang.plumbing.seal import unseal


class Provider(BaseHTTPRequestHandler):
    """A text-message provider on this machine: keeps what it gets, answers as it is told."""

    got: ClassVar[list[dict[str, Any]]] = []
    status: ClassVar[int] = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).got.append({"headers": dict(self.headers), "body": json.loads(body)})
        self.send_response(type(self).status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Provider]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Provider.got, Provider.status = [], 200
    monkeypatch.setenv("YUTANG_SMS", "http")
    monkeypatch.setenv("YUTANG_SMS_URL", f"http://127.0.0.1:{server.server_port}/send")
    monkeypatch.setenv("YUTANG_SMS_TOKEN", "secret-token")
    monkeypatch.setenv("YUTANG_SMS_TEMPLATE", "T-1")
    yield Provider
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.django_db
def test_a_code_goes_out_through_the_gateway(provider: type[Provider]) -> None:
    actions.send_code("138 1234 5678", language="en")
    (message,) = provider.got
    assert message["headers"]["Authorization"] == "Bearer secret-token"
    assert message["body"]["mobile"] == "13812345678"
    assert message["body"]["template"] == "T-1"
    code = message["body"]["code"]
    assert code in message["body"]["text"]
    assert not InboxMessage.objects.exists()
    assert actions.sign_in_with_code("13812345678", code).language == "zh-hans"


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 500, 302])
def test_a_gateway_that_refuses_or_sends_us_elsewhere_is_told(
    status: int, provider: type[Provider]
) -> None:
    provider.status = status
    answer = Client().post("/sign-in/", {"mobile": "13812345678"})
    assert answer.status_code == 503
    assert "短信没有发出去" in answer.text
    assert len(provider.got) == 1
    assert Code.objects.count() == 1  # the try still counts towards the limits


def test_a_gateway_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUTANG_SMS_URL", "http://127.0.0.1:9/send")
    with pytest.raises(SmsFailed):
        sms.HttpGateway.load().send("13812345678", "text", "123456")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://sms.example/send",
        "ftp://127.0.0.1/",
        "https://",
        "http://[",
        "file:///etc/passwd",
    ],
)
def test_codes_never_travel_open(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUTANG_SMS_URL", address)
    with pytest.raises(SystemExit, match="YUTANG_SMS_URL"):
        sms.HttpGateway.load()


def test_an_unknown_kind_of_gateway_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUTANG_SMS", "pigeon")
    with pytest.raises(SystemExit, match="pigeon"):
        sms.gateway()


@pytest.mark.django_db
def test_the_inbox_keeps_messages_sealed_and_the_log_has_only_the_tail() -> None:
    with structlog.testing.capture_logs() as lines:
        actions.send_code("13812345678")
    (row,) = InboxMessage.objects.all()
    assert unseal(row.mobile_sealed) == "13812345678"
    (line,) = lines
    assert line["event"] == "sms_in_inbox"
    assert line["tail"] == "5678"
    assert line["code"] in unseal(row.text_sealed)
    assert "13812345678" not in str(lines)


@pytest.mark.django_db
def test_with_a_gateway_the_log_never_has_the_code(provider: type[Provider]) -> None:
    with structlog.testing.capture_logs() as lines:
        actions.send_code("13812345678")
    assert provider.got[0]["body"]["code"] not in str(lines)
    assert "13812345678" not in str(lines)
