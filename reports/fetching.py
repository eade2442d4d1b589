"""Fetches a document from an address, within limits of size and time, and only from the public internet.

The name is resolved once, every address it has must be public, and the connection goes to the address that was
checked: a name that is resolved to another address a moment later (DNS rebinding) is of no use. Each redirect is
checked in the same way. No proxy, no cookie, no credential is used.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from django.utils.translation import gettext as _

MOST_BYTES = 25_000_000
SECONDS = 60.0
SECONDS_TO_CONNECT = 10.0
MOST_REDIRECTS = 5
LONGEST_ADDRESS = 500
AGENT = "cmptracker (reads one report)"
MEDIA_TYPES = (
    "",
    "text/plain",
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream",
    "binary/octet-stream",
)
_CHUNK = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Progress = Callable[[int], None]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotFetched(Exception):
    """The document was not fetched; the message is one sentence that says why and what to do."""


@dataclass(frozen=True)
class Fetched:
    """What stood at an address: the bytes, where they were found in the end, the media type and a name for the file."""

    data: bytes
    address: str
    media_type: str
    file_name: str


def is_address(source: str) -> bool:
    """Whether ``source`` is an address and not the name of a file."""
    return "://" in source


def fetch(
    address: str,
    *,
    is_private_allowed: bool = False,
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
    progress: Progress = lambda count: None,
) -> Fetched:
    """Return what stands at ``address`` (http or https). ``progress`` is told how many bytes have come.

    Raises NotFetched with one sentence.
    """
    ends_at = time.monotonic() + seconds
    try:
        for _hop in range(MOST_REDIRECTS + 1):
            parts = _checked(address)
            with _opened(parts, is_private_allowed, ends_at) as response:
                if response.status in _REDIRECTS and response.getheader("Location"):
                    following = urljoin(address, response.getheader("Location") or "")
                    if parts.scheme == "https" and not following.startswith("https:"):
                        raise NotFetched(
                            _("The address leads from https to an unprotected one; give the final address.")
                        )
                    address = following
                    continue
                media_type = _checked_head(response, most_bytes)
                data = _body(response, most_bytes, ends_at, progress)
                return Fetched(data, address, media_type, _file_name(parts))
    except NotFetched:
        raise
    except ssl.SSLCertVerificationError as error:
        raise NotFetched(_("The certificate of the site is not valid; download the file and give its name.")) from error
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        if time.monotonic() >= ends_at or isinstance(error, TimeoutError):
            raise NotFetched(_("The site took too long; try again later, or download the file.")) from error
        raise NotFetched(
            _("The site cannot be reached or breaks off; try again later, or download the file.")
        ) from error
    raise NotFetched(_("The address leads on too often; give the final address."))


def _checked(address: str) -> SplitResult:
    """Take an address apart, and refuse what is none to fetch from."""
    try:
        parts = urlsplit(address)
        has_port = parts.port is None or parts.port > 0
    except ValueError as error:
        raise NotFetched(_("This is not an address; give one that begins with https://.")) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not has_port:
        raise NotFetched(_("Only addresses that begin with https:// or http:// are fetched."))
    if parts.username is not None or parts.password is not None:
        raise NotFetched(_("The address holds a name or password; give it without them, or download the file."))
    if len(address) > LONGEST_ADDRESS or not address.isprintable() or " " in address:
        raise NotFetched(_("The address is too long or holds white space; give a plain one, or download the file."))
    return parts


def is_public(address: Address) -> bool:
    """Whether an address is of the public internet, also the one inside an address that carries another."""
    inner: list[Address | None] = [address]
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None or address.is_site_local:
            return False
        if address.ipv4_mapped is not None:
            inner = [address.ipv4_mapped]
        elif address in _NAT64:
            inner = [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
        else:
            inner += [address.sixtofour, *(address.teredo or ())]
    return all(
        one.is_global and not (one.is_multicast or one.is_reserved or one.is_unspecified or one.is_loopback)
        for one in inner
        if one is not None
    )


def _resolved(parts: SplitResult, is_private_allowed: bool) -> list[tuple[socket.AddressFamily, tuple]]:
    """The addresses of a host; all of them must be public."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(_("There is no site of this name; look whether the address is right.")) from error
    for _family, _type, _proto, _name, place in found:
        if not is_private_allowed and not is_public(ipaddress.ip_address(str(place[0]))):
            raise NotFetched(_("The address is not of the public internet and is not fetched."))
    return [(family, place) for family, _type, _proto, _name, place in found]


@contextmanager
def _opened(parts: SplitResult, is_private_allowed: bool, ends_at: float) -> Iterator[http.client.HTTPResponse]:
    """Ask for the address at one of the places that were checked, and cut the connection when time is over."""
    plain = _connected(_resolved(parts, is_private_allowed), ends_at)
    timer = threading.Timer(max(0.0, ends_at - time.monotonic()), _cut, [plain])
    timer.daemon = True
    timer.start()
    wrapped: socket.socket = plain
    try:
        if parts.scheme == "https":
            wrapped = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        connection.sock = wrapped
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.putrequest("GET", _quoted(target), skip_host=True, skip_accept_encoding=True)
        for name, value in (
            ("Host", _host_header(parts)),
            ("User-Agent", AGENT),
            ("Accept", ", ".join(filter(None, MEDIA_TYPES)) + ", */*;q=0.1"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
        ):
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            yield response
    finally:
        timer.cancel()
        wrapped.close()
        plain.close()


def _connected(places: list[tuple[socket.AddressFamily, tuple]], ends_at: float) -> socket.socket:
    failure: OSError = OSError("no address")
    for family, place in places:
        seconds = min(SECONDS_TO_CONNECT, ends_at - time.monotonic())
        if seconds <= 0:
            raise TimeoutError
        connected = socket.socket(family, socket.SOCK_STREAM)
        try:
            connected.settimeout(seconds)
            connected.connect(place)
        except OSError as error:
            connected.close()
            failure = error
            continue
        return connected
    raise failure


def _cut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _host_header(parts: SplitResult) -> str:
    host = (
        (parts.hostname or "").encode("idna").decode() if ":" not in (parts.hostname or "") else f"[{parts.hostname}]"
    )
    return f"{host}:{parts.port}" if parts.port else host


def _quoted(target: str) -> str:
    return "".join(char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode()) for char in target)


def _checked_head(response: http.client.HTTPResponse, most_bytes: int) -> str:
    """The media type; refuses answers that are no document of a report."""
    if response.status != 200:
        raise NotFetched(
            _("The site answers with the error %(status)s; look whether the address is right.")
            % {"status": response.status}
        )
    media_type = response.getheader("Content-Type") or ""
    if media_type.partition(";")[0].strip().lower() not in MEDIA_TYPES:
        raise NotFetched(
            _("There is no text, web page, PDF or Word document at this address; look for the report itself.")
        )
    if (response.getheader("Content-Encoding") or "identity").strip().lower() != "identity":
        raise NotFetched(_("The site sends the document packed, which was not asked for; download the file."))
    said = response.getheader("Content-Length") or ""
    if said.isdigit() and int(said) > most_bytes:
        raise NotFetched(_too_large())
    return media_type


def _too_large() -> str:
    return _("The document at this address is far larger than a report; look for the report itself.")


def _body(response: http.client.HTTPResponse, most_bytes: int, ends_at: float, progress: Progress) -> bytes:
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        data += chunk
        if len(data) > most_bytes:
            raise NotFetched(_too_large())
        if time.monotonic() >= ends_at:
            raise TimeoutError
        progress(len(data))
    if time.monotonic() >= ends_at:
        raise TimeoutError
    said = response.getheader("Content-Length") or ""
    if said.isdigit() and len(data) < int(said):
        raise http.client.IncompleteRead(bytes(data))
    return bytes(data)


def _file_name(parts: SplitResult) -> str:
    name = unquote(parts.path.rstrip("/").rpartition("/")[2]).rpartition("/")[2].replace("\\", "_")
    return name[-200:] if name.isprintable() and name else "report"
