"""Fetches an original from the web, within limits, and from public addresses only, never from a private address (SSRF).

`fetch(url) -> Source`. The standard library alone: http.client lets us connect to the very address that was checked, so
that a name which resolves to another one a moment later (DNS rebinding) gains nothing. TLS is verified. Proxies of the
environment are not used: they would connect where nothing was checked.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from kztui.article.data_tables import rows
from kztui.article.findings import Rule
from kztui.files.problems import TOO_LARGE, UNREADABLE, file_problem
from kztui.importing.source import MAX_SOURCE, OriginalError, Source

SECONDS = 30
"""How long fetching may take, with all redirects."""
MAX_REDIRECTS = 5
CHUNK = 64 * 1024
USER_AGENT = "kztui (a reader of articles)"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# IPv4 addresses within IPv6 ones: 6to4 (RFC 3056) and NAT64 (RFC 6052, 8215); ipaddress knows mapped ones and Teredo.
_6TO4 = ip_network("2002::/16")
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))

Progress = Callable[[int], None]
"""Is told how many bytes have come so far."""


def fetch(
    url: str, *, allow_private: bool = False, progress: Progress | None = None, seconds: float = SECONDS
) -> Source:
    """What is at `url`, after redirects. With `allow_private`, also from this computer and its network.

    Raises OriginalError when the address is no http(s) one, resolves to an address that is not public, does not answer
    in time, answers with an error, or with more than `MAX_SOURCE` bytes.
    """
    deadline = time.monotonic() + seconds
    address = url
    for _ in range(MAX_REDIRECTS + 1):
        parts = _checked(url, address)
        with _connected(url, parts, deadline, allow_private=allow_private) as connection:
            try:
                answer = _ask(connection, parts)
                if answer.status not in _REDIRECTS or not answer.headers.get("Location"):
                    data = _body(url, answer, deadline, progress)
                    return Source(url, data, parts.geturl(), answer.headers.get_content_charset() or "")
                address = urljoin(parts.geturl(), answer.headers["Location"].strip())
            except (OSError, http.client.HTTPException) as error:
                raise _broken_off(url, parts, error, deadline, seconds) from None
    raise _refused(url, f"redirects more than {MAX_REDIRECTS} times, which is the limit")


def _checked(url: str, address: str) -> SplitResult:
    """The parts of an address, without its fragment. Raises OriginalError when it is no address of a web page."""
    where = "" if address == url else f"redirects to {address[:200]}, which "
    try:
        parts = urlsplit(address)._replace(fragment="")
        port_is_right = parts.port != 0
    except ValueError:
        port_is_right = False
    if not port_is_right or any(char <= " " or char == "\x7f" for char in address):
        raise _refused(url, f"{where}is no address of a web page")
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise _refused(url, f"{where}is no http:// or https:// address")
    if parts.username or parts.password:
        raise _refused(url, f"{where}holds a user name or password, which is never sent: save the page in a browser")
    return parts


@contextmanager
def _connected(
    url: str, parts: SplitResult, deadline: float, *, allow_private: bool
) -> Iterator[http.client.HTTPConnection]:
    """A connection to an address of the host that was checked; it is shut down when the time is over."""
    host = _ascii_host(url, parts)
    port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    addresses = _resolve(url, host, port, deadline)
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                named = host if host == address else f"{host} is {address}, which"
                raise _refused(url, f"{named} is no public address: --allow-private reads it all the same")
    raw = _connect(url, addresses, port, deadline)
    live = [raw]
    watch = threading.Timer(max(0.0, deadline - time.monotonic()), _shut_down, [live])
    watch.daemon = True
    watch.start()
    connection = http.client.HTTPConnection(host, port)
    try:
        if parts.scheme.lower() == "https":
            _secure(url, live, host)
        connection.sock = live[-1]
        yield connection
    finally:
        watch.cancel()
        connection.close()
        for one in live:
            one.close()


def _ascii_host(url: str, parts: SplitResult) -> str:
    """The host as DNS knows it (IDNA). Raises OriginalError for a name that no host can have."""
    host = parts.hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise _refused(url, f"{host} is no name of a host") from None


def _resolve(url: str, host: str, port: int, deadline: float) -> list[str]:
    """All addresses of a host. Looking them up has no time limit of its own, and so is done by a thread."""
    found: list[str] = []
    errors: list[OSError] = []

    def look_up() -> None:
        try:
            for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(str(address[0]))
        except (OSError, UnicodeError) as error:
            errors.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if errors or thread.is_alive() or not found:
        raise _refused(url, f"there is no host {host}, or this computer is not connected")
    return list(dict.fromkeys(found))


def is_public(address: str) -> bool:
    """Whether an IP address is of the public internet: not of this computer, a private network, a cloud's metadata.

    An IPv4 address within an IPv6 one counts as what it is.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        inner = _embedded(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address within an IPv6 one, if any."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _6TO4:
        return IPv4Address(int(ip) >> 80 & 0xFFFFFFFF)
    if any(ip in network for network in _NAT64) or int(ip) >> 32 == 0:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.teredo[1] if ip.teredo is not None else None


def _connect(url: str, addresses: list[str], port: int, deadline: float) -> socket.socket:
    """A connection to the first address that answers."""
    reason = "it does not answer"
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=min(left, 10))
        except OSError as error:
            reason = error.strerror.lower() if error.strerror else "it does not answer"
    raise _refused(url, f"no connection to {urlsplit(url).hostname or url}: {reason}")


def _secure(url: str, live: list[socket.socket], host: str) -> None:
    """Put a connection under TLS, with the certificate verified; `live` gets the socket under TLS as its last."""
    try:
        context = ssl.create_default_context()
        secured = context.wrap_socket(live[0], server_hostname=host, do_handshake_on_connect=False)
        live.append(secured)
        secured.do_handshake()
    except ssl.SSLCertVerificationError as error:
        raise _refused(url, f"{host} does not prove to be {host}: {error.verify_message}") from None
    except OSError as error:
        raise _refused(url, f"no secure connection to {host}: {error.strerror or error}") from None


def _shut_down(live: list[socket.socket]) -> None:
    """End a connection, so that whoever waits for it goes on."""
    with suppress(OSError):
        live[-1].shutdown(socket.SHUT_RDWR)


def _ask(connection: http.client.HTTPConnection, parts: SplitResult) -> http.client.HTTPResponse:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    accepted = "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5"
    headers = {"User-Agent": USER_AGENT, "Accept": accepted, "Accept-Encoding": "gzip", "Connection": "close"}
    connection.request("GET", path + query, headers=headers)
    return connection.getresponse()


def _body(url: str, answer: http.client.HTTPResponse, deadline: float, progress: Progress | None) -> bytes:
    """The body of an answer, unpacked. Raises OriginalError for an error of the server, and above the limits."""
    if answer.status != http.client.OK:
        reason = dict(rows("importing/data/http_statuses.tsv")).get(str(answer.status), "cannot give it")
        raise _refused(url, f"the server {reason} (HTTP {answer.status})")
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise _refused(url, f"the server sends it encoded as {encoding[:40]}, which was not asked for")
    if int(answer.length or 0) > MAX_SOURCE:
        raise _too_large(url)
    unpacker = None if encoding in {"identity", ""} else zlib.decompressobj(15 + 32)
    data = bytearray()
    while chunk := answer.read1(CHUNK):
        data += _unpacked(url, unpacker, chunk, MAX_SOURCE + 1 - len(data)) if unpacker else chunk
        if len(data) > MAX_SOURCE:
            raise _too_large(url)
        if progress:
            progress(len(data))
    if answer.length or (unpacker and not unpacker.eof) or time.monotonic() >= deadline:
        raise http.client.IncompleteRead(bytes(0))
    return bytes(data)


def _unpacked(url: str, unpacker: "zlib._Decompress", chunk: bytes, room: int) -> bytes:
    """What a chunk unpacks to, at most `room` bytes of it."""
    try:
        return unpacker.decompress(chunk, room)
    except zlib.error:
        raise _refused(url, "the server sends it in a damaged encoding") from None


def _broken_off(url: str, parts: SplitResult, error: Exception, deadline: float, seconds: float) -> OriginalError:
    """The error for an answer that did not come, or not whole."""
    if time.monotonic() >= deadline - 0.05 or isinstance(error, TimeoutError):
        return _refused(url, f"{parts.hostname} does not answer within {seconds:g} seconds, which is the limit")
    if isinstance(error, http.client.IncompleteRead):
        return _refused(url, "the connection broke off in the middle of it: try again")
    return _refused(url, f"{parts.hostname} gives no answer that could be understood ({type(error).__name__})")


def _too_large(url: str) -> OriginalError:
    return _refused(url, f"has more than {MAX_SOURCE // 2**20} MB, which is the limit", TOO_LARGE)


def _refused(url: str, message: str, rule: Rule = UNREADABLE) -> OriginalError:
    return OriginalError(file_problem(url, rule, message))
