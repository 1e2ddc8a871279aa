"""The address under which others in the room reach this server."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

from playground.site import PAGES

_ELSEWHERE = ("192.0.2.1", 9)
"""An address that stands for nothing but examples (RFC 5737)."""
_PATHS = {spec.path for spec in PAGES if spec.path}


@dataclass(frozen=True)
class RoomAddress:
    """Where the app is for others.

    Attributes:
        base: of the app, with a slash at the end.
        page: path of the page in view; "" is the start page.
        obstacle: a sentence about why only this computer can open it, or "".
    """

    base: str
    page: str
    obstacle: str = ""


def room_address(url: str, listens: str | None, machine: str | None) -> RoomAddress:
    """The app's address, with this machine's own one in place of "localhost".

    Args:
        url: of the page as the browser knows it, without a query.
        listens: the address that the server listens at; None is all of them.
        machine: this machine's address in its network, or None.
    """
    parts = urlsplit(url)
    folder, _, last = parts.path.rpartition("/")
    page = last if last in _PATHS else ""
    path = f"{folder if page else parts.path.rstrip('/')}/"
    netloc, obstacle = parts.netloc, ""
    if parts.scheme == "http" and is_loopback(parts.hostname or ""):
        if listens and is_loopback(listens):
            obstacle = (
                "This server was started for this computer only (server.address), so others "
                "cannot open the link."
            )
        elif machine is None:
            obstacle = "This computer is in no network, so only it can open the link."
        else:
            netloc = f"{machine}:{parts.port}" if parts.port else machine
    return RoomAddress(urlunsplit((parts.scheme, netloc, path, "", "")), page, obstacle)


def machine_address() -> str | None:
    """This machine's address in its network; None if it is in none.

    Nothing is sent: a UDP socket that is connected only looks up which way a packet would go.
    """
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_ELSEWHERE)
            address = str(probe.getsockname()[0])
    except OSError:
        return None
    return None if is_loopback(address) or ip_address(address).is_unspecified else address


def machine_addresses() -> list[str]:
    """This machine's addresses in all of its networks, the one of `machine_address` first."""
    found = [machine_address()]
    try:
        named = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        found += [str(entry[4][0]) for entry in named]
    except OSError:
        pass
    return list(dict.fromkeys(one for one in found if one and not is_loopback(one)))


def is_loopback(host: str) -> bool:
    """Whether a host name or address is a computer's name for itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
