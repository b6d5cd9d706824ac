"""What pages here ask of a request: where to go next, and whether the inbox is shown."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from yutang.people import sessions
from yutang.plumbing.config import Config

_NEXT_LETTERS_MOST = 500


def inbox_is_open(request: HttpRequest) -> bool:
    """Return whether this asker may see the development inbox, and with it every code.

    Only while no gateway and no public address is configured, and everybody on the way here sits
    on this machine or its private network.
    """
    config = Config.load()
    return config.development and not config.origins and sessions.is_near(request)


def next_of(request: HttpRequest, otherwise: str = "/") -> str:
    """Return where the person wanted to go: an address of this site, nothing else."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = (
        len(target) <= _NEXT_LETTERS_MOST
        and target.startswith("/")
        and target.isprintable()
        and url_has_allowed_host_and_scheme(
            target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
    )
    return target if safe else otherwise
