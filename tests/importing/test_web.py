"""An original comes from the web within limits, and only from addresses of the public internet."""

import gzip
import shutil
import socket
import ssl
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from kztui.importing import web
from kztui.importing.kept_originals import keep_copy, original_path
from kztui.importing.source import OriginalError, Source
from kztui.importing.web import fetch, is_public
from web_server import answer, redirect, web_server

PAGE = "<html><p>Der Hafen ist grün.".encode("latin-1")
PUBLIC = "93.184.215.14"


def trickle(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(50):
        handler.wfile.write(b"a")
        time.sleep(0.1)


def trickle_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nA: ")
    trickle(handler)


def break_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"half")


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(4000):
        handler.wfile.write(bytes(65536))


BOMB = gzip.compress(bytes(30 << 20))
PAGES = {
    "/page": answer(PAGE, Content_Type="text/html; charset=ISO-8859-1"),
    "/moved": redirect("/a/../page#top"),
    "/packed": answer(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/loop": redirect("/loop"),
    "/file": redirect("file:///etc/passwd"),
    "/ftp": redirect("ftp://quay.example/"),
    "/named": redirect("http://ida:secret@quay.example/"),
    "/blank": redirect("http://quay.example/a b"),
    "/forbidden": answer(b"no", 403),
    "/large": answer(b"", Content_Length=str(1 << 40)),
    "/endless": endless,
    "/bomb": answer(BOMB, Content_Encoding="gzip"),
    "/brotli": answer(PAGE, Content_Encoding="br"),
    "/damaged": answer(b"no gzip", Content_Encoding="gzip"),
    "/cut": answer(gzip.compress(PAGE)[:-12], Content_Encoding="gzip"),
    "/half": break_off,
    "/slow": trickle,
    "/slow-head": trickle_head,
    "/rubbish": lambda handler: handler.wfile.write(b"\0\1\2\n\n") and None,
    "/w%C3%A4hrung?q=%C3%BC": answer(PAGE),
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with web_server(PAGES) as address:
        yield address


def test_a_page_comes_with_its_address_and_charset_after_redirects(server: str) -> None:
    seen: list[int] = []
    assert fetch(f"{server}/moved", allow_private=True, progress=seen.append) == Source(
        f"{server}/moved", PAGE, f"{server}/page", "iso-8859-1"
    )
    assert seen == [len(PAGE)]
    assert fetch(f"{server}/packed", allow_private=True).data == PAGE
    assert fetch(f"{server}/währung?q=ü", allow_private=True).data == PAGE


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/loop", "redirects more than 5 times"),
        ("/file", "redirects to file:///etc/passwd, which is no http:// or https:// address"),
        ("/ftp", "is no http:// or https:// address"),
        ("/named", "holds a user name or password"),
        ("/blank", "is no address of a web page"),
        ("/forbidden", "does not let programs read it: open the page in a browser, save it"),
        ("/nowhere", "the server has no such page (HTTP 404)"),
        ("/large", "has more than 20 MB, which is the limit"),
        ("/endless", "has more than 20 MB, which is the limit"),
        ("/bomb", "has more than 20 MB, which is the limit"),
        ("/brotli", "encoded as br, which was not asked for"),
        ("/damaged", "in a damaged encoding"),
        ("/cut", "the connection broke off"),
        ("/half", "the connection broke off"),
        ("/slow", "does not answer within 0.4 seconds"),
        ("/slow-head", "does not answer within 0.4 seconds"),
        ("/rubbish", "gives no answer that could be understood"),
    ],
)
def test_what_goes_wrong_is_said(server: str, path: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_SOURCE", 20 << 20)
    with pytest.raises(OriginalError) as error:
        fetch(server + path, allow_private=True, seconds=0.4 if "slow" in path else 20)
    assert message in error.value.problem.message
    assert error.value.problem.file == server + path


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://quay.example/", "is no http:// or https:// address"),
        ("http:///page", "is no http:// or https:// address"),
        ("http://quay.example:99999/", "is no address of a web page"),
        ("http://[::1/", "is no address of a web page"),
        ("http://localhost/", "which is no public address: --allow-private reads it"),
        ("http://127.0.0.1/", "127.0.0.1 is no public address"),
        ("http://127.1/", "which is no public address"),
        ("http://0x7f000001/", "which is no public address"),
        ("http://[::ffff:10.0.0.1]/", "is no public address"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is no public address"),
        ("http://" + "a" * 300 + ".example/", "no host"),
    ],
)
def test_an_address_that_is_not_for_the_web_is_refused(url: str, message: str) -> None:
    with pytest.raises(OriginalError) as error:
        fetch(url)
    assert message in error.value.problem.message


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True),
        ("2606:2800:21f:cb07::1", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to refuse, not to listen at
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("no address", False),
    ],
)
def test_only_addresses_of_the_public_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


class Names:
    """A resolver that gives each of its answers once, and a network in which every address is one server."""

    def __init__(self, server: str, *answers: tuple[str, ...]) -> None:
        self._port = int(server.rpartition(":")[2])
        self._answers = list(answers)
        self.connected: list[str] = []

    def resolve(self, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in self._answers.pop(0)]

    def connect(self, address: tuple[str, int], **_: object) -> socket.socket:
        self.connected.append(address[0])
        connection = socket.socket()
        connection.connect(("127.0.0.1", self._port))
        return connection


def patched(monkeypatch: pytest.MonkeyPatch, names: Names) -> Names:
    monkeypatch.setattr(socket, "getaddrinfo", names.resolve)
    monkeypatch.setattr(socket, "create_connection", names.connect)
    return names


def test_the_address_that_was_checked_is_the_one_connected_to(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = patched(monkeypatch, Names(server, (PUBLIC,), ("127.0.0.1",)))
    assert fetch("http://quay.example/page").data == PAGE
    assert names.connected == [PUBLIC]


@pytest.mark.parametrize(
    ("url", "answers", "connected"),
    [
        ("http://quay.example/moved", ((PUBLIC,), ("10.0.0.1",)), [PUBLIC]),
        ("http://quay.example/page", ((PUBLIC, "192.168.0.1"),), []),
    ],
)
def test_every_address_is_checked_on_every_redirect(
    server: str, monkeypatch: pytest.MonkeyPatch, url: str, answers: tuple[tuple[str, ...], ...], connected: list[str]
) -> None:
    names = patched(monkeypatch, Names(server, *answers))
    with pytest.raises(OriginalError, match="which is no public address"):
        fetch(url)
    assert names.connected == connected


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl, which makes a certificate, is not installed")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout key -out crt"
    )
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "crt", tmp_path / "key")

    def serve(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=[listening])
        thread.start()
        with pytest.raises(OriginalError, match="does not prove to be localhost"):
            fetch(f"https://localhost:{listening.getsockname()[1]}/", allow_private=True)
        thread.join()


def test_what_comes_from_the_web_is_kept_for_nobody_else_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    source = Source("https://quay.example/a", PAGE, "https://quay.example/a")
    path = keep_copy(source)
    assert (path.parent, path.suffix, path.read_bytes()) == (tmp_path / "kztui" / "originals", ".html", PAGE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert original_path(source) == path
    assert list(path.parent.iterdir()) == [path]
    assert original_path(Source("-", PAGE)) == path
    assert original_path(Source("/a/page.html", PAGE)) == Path("/a/page.html")


def failing(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_no_half_of_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    written: Callable[..., None] = failing
    monkeypatch.setattr("kztui.importing.kept_originals.os.fsync", written)
    with pytest.raises(OSError, match="No space left"):
        keep_copy(Source("https://quay.example/a", PAGE, "https://quay.example/a"))
    assert not [*(tmp_path / "kztui" / "originals").iterdir()]
