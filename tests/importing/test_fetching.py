"""Fetching from an address: limits, redirects, and no door into the network behind the server."""

import ipaddress
import socket

import pytest

from reports.fetching import MOST_REDIRECTS, NotFetched, fetch, is_public

TEXT = (200, {"Content-Type": "text/plain; charset=utf-8"}, b"Two boats.")


def get(address, **options):
    return fetch(address, is_private_allowed=True, **options)


def test_document_is_fetched_with_its_name_and_media_type(serve):
    address = serve({"/a%20b/report.txt?x=1": TEXT})
    fetched = get(f"{address}/a%20b/report.txt?x=1")
    assert (fetched.data, fetched.media_type, fetched.file_name) == (
        b"Two boats.",
        "text/plain; charset=utf-8",
        "report.txt",
    )


def test_redirect_is_followed_to_the_end_and_no_further_than_the_limit(serve):
    hops = {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(MOST_REDIRECTS + 1)}
    address = serve({**hops, f"/{MOST_REDIRECTS + 1}": TEXT})
    assert get(f"{address}/1").address == f"{address}/{MOST_REDIRECTS + 1}"
    with pytest.raises(NotFetched, match="leads on too often"):
        get(f"{address}/0")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://127.0.0.1/"])
def test_redirect_leads_to_no_other_scheme(serve, target):
    address = serve({"/": (302, {"Location": target}, b"")})
    with pytest.raises(NotFetched, match="begin with https"):
        get(address)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("file:///etc/passwd", "begin with https"),
        ("http://", "begin with https"),
        ("http://user:secret@example.org/", "holds a name or password"),
        ("http://example.org/a b", "holds white space"),
        ("http://example.org/a\r\nHost: b", "white space"),
        ("http://example.org:99999/", "not an address"),
        ("http://[::1/", "not an address"),
        ("http://example.org/" + "a" * 500, "too long"),
    ],
)
def test_address_is_refused_before_anything_is_asked(address, sentence):
    with pytest.raises(NotFetched, match=sentence):
        fetch(address)


@pytest.mark.parametrize(
    ("address", "is_allowed"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("2001:db8::1", False),
    ],
)
def test_address_of_the_public_internet(address, is_allowed):
    assert is_public(ipaddress.ip_address(address)) is is_allowed


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"]
)
def test_private_address_is_refused_however_it_is_written(host, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _look_up)
    with pytest.raises(NotFetched, match=r"not of the public internet|no site of this name"):
        fetch(f"http://{host}/")


_look_up = socket.getaddrinfo


def _answers(*answers):
    """A look-up that gives one answer after the other, as a hostile name server does."""
    left = list(answers)

    def look_up(host, port, *args, **kwargs):
        addresses = left.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return look_up


def test_name_with_one_private_address_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _answers(["8.8.8.8", "10.0.0.1"]))
    with pytest.raises(NotFetched, match="not of the public internet"):
        fetch("http://rebind.example/")


def test_connection_goes_to_the_address_that_was_checked(monkeypatch):
    """The name server says something else the second time; nobody asks it a second time."""
    reached = []

    def connect(self, address):
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", _answers(["8.8.8.8"], ["127.0.0.1"]))
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(NotFetched, match="cannot be reached"):
        fetch("http://rebind.example/")
    assert reached == [("8.8.8.8", 80)]


def test_redirect_to_a_private_address_is_refused(serve, monkeypatch):
    """The first name stands for a public site, though it is served here; the second is private."""
    address = serve({"/": (302, {"Location": "http://inside.example/"}, b"")})
    port = int(address.rpartition(":")[2])
    connect = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", lambda self, place: connect(self, ("127.0.0.1", port)))
    monkeypatch.setattr(socket, "getaddrinfo", _answers(["8.8.8.8"], ["192.168.0.1"]))
    with pytest.raises(NotFetched, match="not of the public internet"):
        fetch("http://outside.example/")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((404, {}, b""), "answers with the error 404"),
        ((200, {"Content-Type": "image/png"}, b"x"), "no text, web page, PDF or Word document"),
        ((200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, b"x"), "packed"),
        ((200, {"Content-Type": "text/plain", "Content-Length": "5000"}, b"x" * 5000), "far larger"),
        ((200, {"Content-Type": "text/plain"}, b"x" * 5000), "far larger"),
        ((200, {"Content-Type": "text/plain", "Content-Length": "50"}, b"x"), "breaks off"),
        ((200, {"Content-Type": "text/plain"}, [b"x", 5, b"x"]), "took too long"),
    ],
)
def test_answer_that_is_no_report_is_refused(serve, answer, sentence):
    address = serve({"/": answer})
    with pytest.raises(NotFetched, match=sentence):
        get(address, most_bytes=1000, seconds=1.0)


def test_site_that_drips_is_cut_off_in_time(serve):
    address = serve({"/": (200, {"Content-Type": "text/plain"}, [b"x", 0.2] * 30)})
    with pytest.raises(NotFetched, match="took too long"):
        get(address, seconds=0.7)


def test_site_that_is_not_there_is_one_sentence():
    with pytest.raises(NotFetched, match="cannot be reached"):
        get("http://127.0.0.1:1/")


def test_progress_is_told(serve):
    told = []
    get(serve({"/": TEXT}), progress=told.append)
    assert told[-1] == len(b"Two boats.")
