"""Who is asking: Django's session, entered only through the doors of this room."""

import ipaddress

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from yutang.kernel.errors import SignInNeeded
from yutang.people.models import Person

_BACKEND = "yutang.people.sessions.Door"


class Door(BaseBackend):
    """Lets Django find the person of a session; persons sign in by `actions` alone."""

    def get_user(self, user_id: int) -> Person | None:
        person = Person.objects.filter(pk=user_id, is_active=True).first()
        if person is not None:
            person.is_asking = True
        return person


def person_of(request: HttpRequest) -> Person | None:
    """Return who is signed in, or None."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Person) else None


def need_person(request: HttpRequest) -> Person:
    """Return who is signed in.

    Raises:
        SignInNeeded: nobody is.
    """
    person = person_of(request)
    if person is None:
        raise SignInNeeded
    return person


def enter(request: HttpRequest, person: Person) -> None:
    """Begin the person's session; its key is new, whoever used this browser before."""
    login(request, person, backend=_BACKEND)


def leave(request: HttpRequest) -> None:
    """End the session and forget what it held."""
    logout(request)


def keep(request: HttpRequest, person: Person) -> None:
    """Keep this session when the person's password changed; their others end."""
    update_session_auth_hash(request, person)


def address_of(request: HttpRequest) -> str:
    """Return the network that asks, for limits: an IPv4 address, or the first half of an IPv6 one.

    The pages listen on a Unix socket, where the last forwarded address is what the gate itself
    saw, and a loopback one before the end is a proxy of this machine, which says what it saw.
    What stands before that is whatever the asker claimed.
    """
    chain = _chain(request)
    while len(chain) > 1 and _is_loopback(chain[-1]):
        chain.pop()
    last = chain[-1]
    try:
        parsed = ipaddress.ip_address(last)
    except ValueError:
        return "unknown"
    if parsed.version == 4:  # noqa: PLR2004
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def is_near(request: HttpRequest) -> bool:
    """Return whether everybody on the way here sits on this machine or its private network.

    The name in the address bar must be a private one too: a proxy may hide who asks, but not which
    public name it serves.
    """
    return _is_private_name(request.get_host()) and all(
        _is_private(address) for address in _chain(request)
    )


def _chain(request: HttpRequest) -> list[str]:
    """Return the addresses on the way, the nearest last; never none."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    peer = request.META.get("REMOTE_ADDR", "")
    if hops and (not peer or _is_loopback(peer)):
        return hops
    return [*hops, peer or "unknown"]


def _is_private_name(authority: str) -> bool:
    name = authority.rsplit(":", 1)[0] if not authority.endswith("]") else authority
    return "." not in name or name.endswith(".local") or _is_private(name.strip("[]"))


def _is_private(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
