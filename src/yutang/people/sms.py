"""How a text message leaves: to the development inbox, or to a gateway over HTTP.

``YUTANG_SMS=inbox`` (the default) shows messages on a page and never sends any.
``YUTANG_SMS=http`` posts JSON to ``YUTANG_SMS_URL`` with ``YUTANG_SMS_TOKEN`` as bearer and, for
gateways that send only approved texts, ``YUTANG_SMS_TEMPLATE``.
"""

import os
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import structlog

from yutang.kernel.clock import now
from yutang.people.errors import SmsFailed
from yutang.people.models import InboxMessage
from yutang.plumbing.config import Config
from yutang.plumbing.outgoing import is_safe
from yutang.plumbing.seal import seal

log = structlog.get_logger()

_TIMEOUT_S, _CONNECT_S = 6.0, 3.0
_INBOX_KEEPS = timedelta(days=1)


class Gateway(Protocol):
    """Carries one text message to one mobile number."""

    def send(self, mobile: str, text: str, code: str) -> None:
        """Send `text` (which contains `code`) to 11 digits.

        Raises:
            SmsFailed: it did not go out, as far as we know.
        """
        ...


class InboxGateway:
    """Keeps messages, sealed, for the development inbox, for a day."""

    def send(self, mobile: str, text: str, code: str) -> None:
        InboxMessage.objects.filter(at__lt=now() - _INBOX_KEEPS).delete()
        InboxMessage.objects.create(
            mobile_sealed=seal(mobile), mobile_tail=mobile[-4:], text_sealed=seal(text)
        )
        shown = code if Config.load().development else "hidden"
        log.info("sms_in_inbox", tail=mobile[-4:], code=shown)


@dataclass(frozen=True)
class HttpGateway:
    """Posts ``{"mobile", "text", "code", "template"}`` to a gateway; any 2xx means it was sent."""

    url: str
    token: str = ""
    template: str = ""

    @classmethod
    def load(cls) -> "HttpGateway":
        """Return the gateway of this process's environment.

        Raises:
            SystemExit: its address is missing, or not safe to send codes to.
        """
        url = os.environ.get("YUTANG_SMS_URL", "")
        if not is_safe(url):
            raise SystemExit(
                "YUTANG_SMS=http needs YUTANG_SMS_URL, an https address (http on this machine only)"
            )
        return cls(
            url,
            token=os.environ.get("YUTANG_SMS_TOKEN", ""),
            template=os.environ.get("YUTANG_SMS_TEMPLATE", ""),
        )

    def send(self, mobile: str, text: str, code: str) -> None:
        body = {"mobile": mobile, "text": text, "code": code}
        if self.template:
            body["template"] = self.template
        status = _post_json(self.url, body, self.token)
        log.info("sms_posted", tail=mobile[-4:], status=status)


def gateway() -> Gateway:
    """Return the gateway this installation is configured for.

    Raises:
        SystemExit: ``YUTANG_SMS`` names none.
    """
    kind = os.environ.get("YUTANG_SMS", "inbox")
    if kind == "inbox":
        return InboxGateway()
    if kind == "http":
        return HttpGateway.load()
    raise SystemExit(f"YUTANG_SMS is inbox or http, not {kind!r}.")


def _post_json(url: str, body: dict[str, str], token: str) -> int:
    """The one door by which this room speaks to the outside: timed, no redirects, no proxies.

    Returns the status.

    Raises:
        SmsFailed: no answer in time, or none of success.
    """
    import httpx  # noqa: PLC0415 - heavy, and where there is no gateway nobody needs it

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    timeout = httpx.Timeout(_TIMEOUT_S, connect=_CONNECT_S)
    try:
        with (
            httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client,
            # The status is all we need: the answer's body is never read.
            client.stream("POST", url, json=body, headers=headers) as answer,
        ):
            status = answer.status_code
    except httpx.HTTPError as error:
        log.warning("sms_failed", reason=type(error).__name__)
        raise SmsFailed from error
    if status // 100 != 2:  # noqa: PLR2004 - any success
        log.warning("sms_failed", status=status)
        raise SmsFailed
    return status
