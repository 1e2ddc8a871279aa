"""The address in a shared link is one that others in the room can open."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest

from playground.ui.shared.room_address import is_loopback, machine_address, room_address

HERE = "10.0.0.7"


@pytest.mark.parametrize(
    ("url", "base", "page"),
    [
        ("http://localhost:8501/neuron", "http://10.0.0.7:8501/", "neuron"),
        ("http://127.0.0.1:8501/", "http://10.0.0.7:8501/", ""),
        ("http://localhost:8501", "http://10.0.0.7:8501/", ""),
        ("http://[::1]:8501/class/data", "http://10.0.0.7:8501/class/", "data"),
        ("http://localhost/layers", "http://10.0.0.7/", "layers"),
        ("http://lab-3.local:8501/plane", "http://lab-3.local:8501/", "plane"),
        ("http://192.168.1.5:8501/neuron", "http://192.168.1.5:8501/", "neuron"),
        ("https://school.example/class/neuron", "https://school.example/class/", "neuron"),
        ("https://school.example/class/", "https://school.example/class/", ""),
        ("https://localhost:8443/neuron", "https://localhost:8443/", "neuron"),
    ],
)
def test_only_a_computers_name_for_itself_is_replaced(url: str, base: str, page: str) -> None:
    where = room_address(url, None, HERE)
    assert (where.base, where.page, where.obstacle) == (base, page, "")


def test_a_server_for_this_computer_only_says_so() -> None:
    for listens in ("localhost", "127.0.0.1", "::1"):
        where = room_address("http://localhost:8501/neuron", listens, HERE)
        assert where.base == "http://localhost:8501/"
        assert "for this computer only" in where.obstacle
    assert not room_address("http://localhost:8501/", "0.0.0.0", HERE).obstacle
    assert not room_address("https://school.example/", "localhost", HERE).obstacle


def test_a_computer_without_a_network_says_so() -> None:
    where = room_address("http://localhost:8501/neuron", None, None)
    assert where.base == "http://localhost:8501/"
    assert "in no network" in where.obstacle


class Socket:
    """A socket of a machine with this address; nothing can be sent with it."""

    def __init__(self, address: str | None) -> None:
        self.address = address

    def __enter__(self) -> Socket:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def connect(self, _: object) -> None:
        if self.address is None:
            raise OSError("Network is unreachable")

    def getsockname(self) -> tuple[str | None, int]:
        return self.address, 1


@pytest.mark.parametrize(
    ("own", "found"), [(HERE, HERE), (None, None), ("127.0.0.1", None), ("0.0.0.0", None)]
)
def test_the_machines_address_is_the_one_a_packet_would_leave_by(
    own: str | None, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = list[tuple[int, int]]()

    def made(family: int, kind: int) -> Socket:
        kinds.append((family, kind))
        return Socket(own)

    monkeypatch.setattr(socket, "socket", made)
    assert machine_address() == found
    assert kinds == [(socket.AF_INET, socket.SOCK_DGRAM)]


def test_this_machines_address_is_one_of_a_network() -> None:
    address = machine_address()
    assert address is None or not ip_address(address).is_loopback


def test_names_of_a_computer_for_itself() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.8.9.1", "::1", "app.localhost")))
    assert not any(map(is_loopback, ("10.0.0.7", "localhost.example", "lab", "")))
