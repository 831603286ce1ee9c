"""Web addresses: one page at a person's request, from public addresses only, within bounds of size and time.

The host's addresses are looked up once, checked, and connected to by number, so that a second look-up cannot answer
differently. Proxies that the environment names are not used: behind one, none of this could be checked.
"""

from __future__ import annotations

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from analysis.article import Article, ArticleError
from analysis.readers.encoding import decode
from analysis.readers.html import parse_html
from analysis.readers.pdf import parse_pdf
from analysis.readers.text import split_headline

MAXIMUM_BYTES = 10_000_000
MAXIMUM_SECONDS = 20.0
MAXIMUM_REDIRECTS = 5
# Where web servers listen; other ports belong to services that are no business of a reader of news.
PORTS = frozenset({80, 443, 8080, 8443})

_PIECE = 65_536
_CONNECT_SECONDS = 5.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HEADERS = {
    "User-Agent": "media-bias-framing-analyzer/0.1 (reads one page at a person's request)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, application/pdf;q=0.8",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_PASTE = "open it in a browser and paste the article's text."

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
Reachable = Callable[[IPAddress, int], bool]


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: its final address, media type, declared encoding and decompressed bytes."""

    url: str
    media_type: str
    charset: str | None
    content: bytes


def read_page(url: str) -> Article:
    """Read the article at a public address.

    Raises:
        ArticleError: if the address is not public, does not answer in time and size, or holds no article.
    """
    return parse_page(fetch(url))


def parse_page(page: Page) -> Article:
    """Turn a page into an article by its media type.

    Raises:
        ArticleError: if it holds no article, or is of another kind.
    """
    if page.media_type in {"text/html", "application/xhtml+xml"}:
        return parse_html(page.content, declared=page.charset, url=page.url)
    if page.media_type == "application/pdf":
        return parse_pdf(page.content)
    if page.media_type == "text/plain":
        return Article(*split_headline(decode(page.content, declared=page.charset)), url=page.url)
    raise ArticleError(f"is neither a web page nor text nor PDF ({page.media_type[:60]}); {_PASTE}")


def is_public(address: IPAddress, port: int) -> bool:
    """Tell whether an address belongs to the public internet, and the port to the web."""
    meant = _embedded(address) or address
    unfit = meant.is_private or meant.is_multicast or meant.is_reserved or meant.is_unspecified
    return port in PORTS and meant.is_global and not unfit


def _embedded(address: IPAddress) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for: where a connection to it would end."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system resolves it; ``localhost`` without asking (RFC 6761)."""
    if host.lower().rstrip(".").rpartition(".")[2] == "localhost":
        return [str(ipaddress.IPv4Address(socket.INADDR_LOOPBACK))]
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(
    url: str,
    *,
    resolve: Resolver = look_up,
    reachable: Reachable = is_public,
    seconds: float = MAXIMUM_SECONDS,
) -> Page:
    """Get one page.

    Args:
        url: an http or https address without user name.
        resolve: from host and port to addresses.
        reachable: which addresses and ports may be connected to; every address of the host must be.
        seconds: the time for all of it, redirects included.

    Raises:
        ArticleError: if a bound is passed or the server does not give the page.
    """
    stop = time.monotonic() + seconds
    try:
        for _ in range(MAXIMUM_REDIRECTS + 1):
            answer = _ask(url, resolve=resolve, reachable=reachable, stop=stop)
            if isinstance(answer, Page):
                return answer
            url = answer
    except (HTTPError, http.client.HTTPException, OSError) as error:
        if time.monotonic() >= stop:
            raise ArticleError(f"did not answer within {seconds:.0f} seconds; try again, or {_PASTE}") from error
        raise ArticleError(f"could not be reached ({type(error).__name__}); check the address, or {_PASTE}") from error
    raise ArticleError(f"redirects more than {MAXIMUM_REDIRECTS} times; {_PASTE}")


def _ask(url: str, *, resolve: Resolver, reachable: Reachable, stop: float) -> Page | str:
    """Send one request; return the page, or the address that it redirects to."""
    target = _checked(url)
    secure = target.scheme == "https"
    port = target.port or (443 if secure else 80)
    host = (target.host or "").strip("[]")
    addresses = [_address(found) for found in _resolved(resolve, host, port, stop=stop)]
    if not addresses or not all(reachable(address, port) for address in addresses):
        raise ArticleError("is not a public web address, so it is not read; paste the article's text instead.")
    connection = _connect(addresses, port, host=host if secure else None, stop=stop)
    with _closed_at(stop, connection):
        connection.request(
            "GET", target.request_uri, headers={**_HEADERS, "Host": target.netloc or host}, preload_content=False
        )
        response = connection.getresponse()
        if response.status in _REDIRECTS and (location := response.headers.get("Location")):
            return urljoin(url, location)
        return _page(response, url)


def _checked(url: str) -> Url:
    try:
        target = parse_url(url.strip())
    except LocationParseError as error:
        raise ArticleError("is not a web address; copy it from the browser's address bar.") from error
    if target.scheme not in {"http", "https"} or not target.host:
        raise ArticleError("is not a web address that can be read; it has to begin with http:// or https://.")
    if target.auth:
        raise ArticleError("holds a user name or password; give the address without it.")
    return target


def _resolved(resolve: Resolver, host: str, port: int, *, stop: float) -> Sequence[str]:
    """Look a host up in a thread of its own, since a look-up has no time limit and cannot be stopped."""
    answers: queue.Queue[Sequence[str] | OSError] = queue.Queue()

    def work() -> None:
        try:
            answers.put(resolve(host, port))
        except OSError as error:
            answers.put(error)
        except UnicodeError:  # a label of the name is empty or too long
            answers.put(OSError("no valid host name"))

    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=max(stop - time.monotonic(), 0))
    except queue.Empty as error:
        raise TimeoutError("name look-up") from error
    if isinstance(answer, OSError):
        raise ArticleError("names a host that cannot be found; check the address and the connection.") from answer
    return answer


def _address(text: str) -> IPAddress:
    return ipaddress.ip_address(text.partition("%")[0])


def _connect(addresses: Sequence[IPAddress], port: int, *, host: str | None, stop: float) -> HTTPConnection:
    """Connect to the first address that answers; with TLS for ``host`` if one is given."""
    failure: OSError | HTTPError = TimeoutError("connecting")
    for address in addresses:
        if (left := stop - time.monotonic()) <= 0:
            break
        connection = _connection(str(address), port, host=host)
        connection.timeout = min(left, _CONNECT_SECONDS)
        try:
            connection.connect()
        except (OSError, HTTPError) as error:
            failure = error
            connection.close()
        else:
            connection.timeout = max(stop - time.monotonic(), 0.001)
            return connection
    raise failure


def _connection(address: str, port: int, *, host: str | None) -> HTTPConnection:
    if host is None:
        return HTTPConnection(address, port)
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())  # Python on macOS does not know the system's own
    return HTTPSConnection(address, port, ssl_context=context, server_hostname=host, assert_hostname=host)


@contextmanager
def _closed_at(stop: float, connection: HTTPConnection) -> Iterator[None]:
    """Close a connection at a point in time, however slowly it trickles; a socket's timeout only bounds its silence."""
    timer = threading.Timer(max(stop - time.monotonic(), 0), _shut, [connection.sock])
    timer.daemon = True
    timer.start()
    try:
        yield
        if time.monotonic() >= stop:  # what was read may end where the connection was closed
            raise TimeoutError("reading")
    finally:
        timer.cancel()
        connection.close()


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):  # closed already
        sock.shutdown(socket.SHUT_RDWR)


def _page(response: BaseHTTPResponse, url: str) -> Page:
    if response.status != http.client.OK:
        raise ArticleError(f"was not given by the server (status {response.status}); check the address, or {_PASTE}")
    content = bytearray()
    while piece := response.read(_PIECE):
        content += piece
        if len(content) > MAXIMUM_BYTES:
            raise ArticleError(f"is larger than {MAXIMUM_BYTES // 1_000_000} MB; {_PASTE}")
    header = Message()
    header["Content-Type"] = response.headers.get("Content-Type", "text/html")
    return Page(url, header.get_content_type(), header.get_content_charset(), bytes(content))
