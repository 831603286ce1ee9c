"""Web addresses: one page from a public address, within bounds; everything else is refused.

A server on this computer stands in for the web. Loopback is out of bounds by default, so these tests say what is
in bounds.
"""

from __future__ import annotations

import gzip
import ipaddress
import threading
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest

from analysis.article import ArticleError
from analysis.readers import read_url, web
from analysis.readers.web import IPAddress, Page, fetch, is_public, parse_page
from tests.files import BODY, HEADLINE, STORY, make_html, make_pdf

HTML = "text/html; charset=utf-8"


class Handler(BaseHTTPRequestHandler):
    """Answers by the path asked for."""

    def do_GET(self) -> None:
        """Send what the path stands for."""
        status, headers, content = self.answer(unquote(self.path))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and content."""
        kind, _, argument = path.strip("/").partition("/")
        match kind:
            case "story":
                return 200, {"Content-Type": HTML}, make_html()
            case "cp1252":
                page = make_html(paragraphs=[*BODY.split("\n\n"), "The café’s owner paid £5."]).decode()
                return 200, {"Content-Type": "text/html; charset=windows-1252"}, page.encode("cp1252")
            case "text":
                return 200, {"Content-Type": "text/plain"}, STORY.encode()
            case "pdf":
                return 200, {"Content-Type": "application/pdf"}, make_pdf()
            case "picture":
                return 200, {"Content-Type": "image/png"}, b"\x89PNG"
            case "to":
                return 302, {"Location": f"/{argument}"}, b""
            case "loop":
                return 302, {"Location": "/loop"}, b""
            case "away":
                return 302, {"Location": f"http://{argument}/story"}, b""
            case "script":
                return 302, {"Location": "javascript:alert(1)"}, b""
            case "gzip":
                return 200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, gzip.compress(make_html())
            case "bomb":
                return 200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, gzip.compress(b" " * 50_000_000)
            case "large":
                return 200, {"Content-Type": HTML}, b" " * 10_000_001
            case "host":
                return 200, {"Content-Type": "text/plain"}, self.headers["Host"].encode()
            case "trickle":
                self.trickle()
        return 404, {}, b""

    def trickle(self) -> None:
        """Send a header letter by letter, always just before a socket's patience ends."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            for _ in range(100):
                self.wfile.write(b"a")
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a web server on this computer."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def get(path: str, port: int, *, seconds: float = 10) -> Page:
    """Fetch from the server as if it were public; only its own port is open."""
    return fetch(
        f"http://news.example:{port}/{path}",
        resolve=lambda host, _: ["127.0.0.1"] if host == "news.example" else web.look_up(host, port),
        reachable=lambda address, asked: asked == port or is_public(address, asked),
        seconds=seconds,
    )


@pytest.mark.parametrize("path", ["story", "gzip", "text", "pdf", "to/story", "to/to/to/to/to/story"])
def test_pages_texts_and_pdfs_are_read(path: str, port: int) -> None:
    article = parse_page(get(path, port))
    assert article.headline == HEADLINE
    assert article.body.endswith(BODY)


def test_the_address_is_the_one_that_answered(port: int) -> None:
    assert get("to/story", port).url == f"http://news.example:{port}/story"


def test_the_server_names_the_encoding(port: int) -> None:
    assert "The café’s owner paid £5." in parse_page(get("cp1252", port)).body


def test_the_host_is_named_although_the_connection_is_by_number(port: int) -> None:
    assert get("host", port).content == f"news.example:{port}".encode()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("missing", "status 404"),
        ("loop", "redirects more than 5 times"),
        ("to/to/to/to/to/to/story", "redirects more than 5 times"),
        ("large", "larger than 10 MB"),
        ("bomb", "larger than 10 MB"),
        ("away/127.0.0.1:9", "not a public web address"),
        ("away/localhost", "not a public web address"),
        ("away/[::1]", "not a public web address"),
        ("away/192.168.0.1", "not a public web address"),
        ("away/169.254.169.254", "not a public web address"),
        ("away/user@news.example", "user name or password"),
        ("script", "begin with http"),
    ],
)
def test_answers_out_of_bounds_are_refused(path: str, words: str, port: int) -> None:
    with pytest.raises(ArticleError, match=words):
        get(path, port)


def test_other_kinds_of_content_are_refused(port: int) -> None:
    with pytest.raises(ArticleError, match="neither a web page nor text nor PDF"):
        parse_page(get("picture", port))


def test_a_server_that_trickles_is_left_when_the_time_is_up(port: int) -> None:
    started = time.monotonic()
    with pytest.raises(ArticleError, match="did not answer within"):
        get("trickle", port, seconds=0.5)
    assert time.monotonic() - started < 3


def test_a_name_look_up_that_hangs_is_left_when_the_time_is_up() -> None:
    release = threading.Event()

    def hang(_host: str, _port: int) -> Sequence[str]:
        release.wait(5)
        return []

    with pytest.raises(ArticleError, match="did not answer within"):
        fetch("http://news.example/", resolve=hang, seconds=0.2)
    release.set()


def test_a_closed_port_and_an_unknown_host_are_explained(port: int) -> None:
    with pytest.raises(ArticleError, match="could not be reached"):
        fetch("http://127.0.0.1:1/", reachable=lambda *_: True, seconds=5)
    with pytest.raises(ArticleError, match="host that cannot be found"):
        fetch(f"http://no-such-host.invalid:{port}/", seconds=5)


def test_a_host_is_refused_if_any_of_its_addresses_is_not_public() -> None:
    with pytest.raises(ArticleError, match="not a public web address"):
        fetch("http://news.example/", resolve=lambda *_: ["93.184.215.14", "10.0.0.1"])


def test_the_address_that_was_checked_is_the_one_connected_to(port: int) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    page = fetch(f"http://news.example:{port}/story", resolve=lambda *_: next(answers), reachable=lambda *_: True)
    assert page.media_type == "text/html"
    assert next(answers) == ["10.0.0.1"]  # never asked a second time


def test_tls_is_checked_against_the_name(port: int) -> None:
    with pytest.raises(ArticleError, match="could not be reached"):
        fetch(
            f"https://news.example:{port}/story", resolve=lambda *_: ["127.0.0.1"], reachable=lambda *_: True, seconds=5
        )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_addresses_that_are_not_public_are_out_of_bounds(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address), 80)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_public_addresses_are_open_at_the_ports_of_the_web_only(address: str) -> None:
    found: IPAddress = ipaddress.ip_address(address)
    assert [number for number in (22, 25, 80, 443, 6379, 8080, 8443) if is_public(found, number)] == [
        80,
        443,
        8080,
        8443,
    ]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/", "not a public web address"),
        ("http://localhost/", "not a public web address"),
        ("http://127.1/", "not a public web address"),
        ("http://2130706433/", "not a public web address"),
        ("http://[::ffff:127.0.0.1]/", "not a public web address"),
        ("http://93.184.215.14:22/", "not a public web address"),
        ("https://reader:secret@news.example/", "user name or password"),
        ("ftp://news.example/story", "begin with http"),
        ("file:///etc/passwd", "begin with http"),
        ("news.example/story", "begin with http"),
        ("http://", "begin with http"),
        ("http://[::1", "not a web address"),
        ("http://news..example/", "host that cannot be found"),
        ("", "begin with http"),
        ("tram", "begin with http"),
    ],
)
def test_addresses_that_cannot_be_read_are_problems(url: str, words: str) -> None:
    intake = read_url(url)
    assert intake.articles == ()
    assert words in intake.problems[0].message


def test_a_page_read_by_address_is_an_article(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "fetch", lambda url: get("story", port))
    (article,) = read_url("http://news.example/tram").articles
    assert (article.headline, article.body, article.source) == (HEADLINE, BODY, "http://news.example/tram")
    assert article.url == f"http://news.example:{port}/story"
