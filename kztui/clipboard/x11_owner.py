"""Owns the clipboard of an X11 display and serves a text in several forms: `python -m kztui.clipboard.x11_owner`.

Clipboard programs offer one form of a text at a time, so that formatted text has no plain one beside it. The owner of a
selection answers each request in the form asked for (ICCCM 2.0, section 2; X11 protocol, encodings in appendix B).
Standard input is JSON: `plain` and `html`, the same text twice. The program ends when the clipboard is owned; what it
leaves behind serves the text until another program owns the clipboard.
"""

import json
import os
import socket
import struct
import sys
from pathlib import Path
from typing import NamedTuple

CLIPBOARD = "CLIPBOARD"
HTML_TARGET = "text/html"
TEXT_TARGETS = ("UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "STRING", "TEXT")
"""The targets under which programs ask for plain text."""
_TARGETS, _ATOM = "TARGETS", "ATOM"
_COOKIE = b"MIT-MAGIC-COOKIE-1"
_EVENT = 32
_SELECTION_CLEAR, _SELECTION_REQUEST, _SELECTION_NOTIFY = 29, 30, 31
_TIMEOUT = 2.0


class DisplayError(OSError):
    """The display cannot be used; the message says why."""


class _Address(NamedTuple):
    """Where a display is: a host, empty for this machine, and its number."""

    host: str
    number: int


def _address(display: str) -> _Address:
    """The address in `:0`, `unix:0.0` or `host:10`. Raises DisplayError for anything else."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal() or len(number) > 5:
        raise DisplayError(f"“{display}” is no X11 display")
    return _Address("" if host == "unix" or host.startswith("/") else host, int(number))


def _connect(address: _Address) -> socket.socket:
    """A connection to the display. Raises OSError where nothing answers."""
    if address.host:
        return socket.create_connection((address.host, 6000 + address.number), _TIMEOUT)
    path = f"/tmp/.X11-unix/X{address.number}"  # noqa: S108 - where X servers listen
    for name in ([f"\0{path}"] if sys.platform == "linux" else []) + [path]:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(_TIMEOUT)
        try:
            connection.connect(name)
        except OSError:
            connection.close()
        else:
            return connection
    raise DisplayError(f"no X server answers at {path}")


def _cookie(number: int) -> bytes:
    """The cookie of the display in the user's Xauthority file; empty where there is none."""
    path = Path(os.environ.get("XAUTHORITY") or Path.home() / ".Xauthority")
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    at = 0
    while at + 2 < len(data):
        at += 2
        fields: list[bytes] = []
        for _ in range(4):
            (size,) = struct.unpack_from(">H", data, at) if at + 2 <= len(data) else (0,)
            fields.append(data[at + 2 : at + 2 + size])
            at += 2 + size
        if fields[2] == _COOKIE and fields[1] in {b"", str(number).encode()}:
            return fields[3]
    return b""


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


class Display:
    """A connection to an X server that owns the clipboard and answers requests for it."""

    def __init__(self, display: str) -> None:
        """Connect. Raises DisplayError where the display refuses, OSError where nothing answers."""
        address = _address(display)
        self._socket = _connect(address)
        cookie = _cookie(address.number)
        name = _COOKIE if cookie else b""
        hello = struct.pack("<BxHHHHxx", 0x6C, 11, 0, len(name), len(cookie))
        self._socket.sendall(hello + _padded(name) + _padded(cookie))
        status, length = struct.unpack("<BxxxxxH", self._read(8))
        setup = self._read(4 * length)
        if status != 1:
            raise DisplayError("the X server refuses the connection")
        (base,) = struct.unpack_from("<I", setup, 4)
        vendor, self._longest = struct.unpack_from("<HH", setup, 16)
        formats = setup[21]
        (root,) = struct.unpack_from("<I", setup, 32 + vendor + -vendor % 4 + 8 * formats)
        self._window = base | 1
        # An input-only window of one pixel that is never shown.
        self._send(1, 0, struct.pack("<IIhhHHHHII", self._window, root, 0, 0, 1, 1, 0, 2, 0, 0))
        self._atoms: dict[str, int] = {}

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self._socket.recv(size - len(data))
            if not part:
                raise DisplayError("the X server has closed the connection")
            data += part
        return data

    def _send(self, opcode: int, detail: int, body: bytes) -> None:
        self._socket.sendall(struct.pack("<BBH", opcode, detail, 1 + len(body) // 4) + body)

    def _reply(self) -> bytes:
        """The next reply; errors and events before it are passed over."""
        while (head := self._read(_EVENT))[0] != 1:
            if head[0] == 0:
                raise DisplayError("the X server refuses a request")
        (more,) = struct.unpack_from("<I", head, 4)
        return head + self._read(4 * more)

    def _atom(self, name: str) -> int:
        if name not in self._atoms:
            data = name.encode()
            self._send(16, 0, struct.pack("<Hxx", len(data)) + _padded(data))
            (self._atoms[name],) = struct.unpack_from("<I", self._reply(), 8)
        return self._atoms[name]

    def own(self, texts: dict[str, str]) -> None:
        """Own the clipboard with `texts` by target. Raises DisplayError where that fails or a text is too long."""
        self._served = {self._atom(target): text.encode() for target, text in texts.items()}
        self._atom(_TARGETS), self._atom(_ATOM)
        if max(map(len, self._served.values()), default=0) + _EVENT > 4 * self._longest:
            raise DisplayError("the text is too long to be copied with its formatting")
        selection = self._atom(CLIPBOARD)
        self._send(22, 0, struct.pack("<III", self._window, selection, 0))
        self._send(23, 0, struct.pack("<I", selection))
        (owner,) = struct.unpack_from("<I", self._reply(), 8)
        if owner != self._window:
            raise DisplayError("another program keeps the clipboard")

    def serve(self) -> None:
        """Answer requests until another program owns the clipboard, or the display is gone."""
        self._socket.settimeout(None)
        while True:
            event = self._read(_EVENT)
            kind = event[0] & 0x7F
            if kind == _SELECTION_CLEAR:
                return
            if kind == _SELECTION_REQUEST:
                self._answer(*struct.unpack_from("<IIIIII", event, 4))

    def _answer(self, time: int, _owner: int, requestor: int, selection: int, target: int, asked: int) -> None:
        """Put the text into a property of the window that asks, and say so; say if there is no such form."""
        goal = asked or target  # clients from before ICCCM name no property
        if target == self._atoms[_TARGETS]:
            atoms = [target, *self._served]
            self._put(requestor, goal, self._atoms[_ATOM], 32, struct.pack(f"<{len(atoms)}I", *atoms))
        elif target in self._served:
            self._put(requestor, goal, target, 8, self._served[target])
        else:
            goal = 0
        notice = struct.pack("<BxHIIIII8x", _SELECTION_NOTIFY, 0, time, requestor, selection, target, goal)
        self._send(25, 0, struct.pack("<II", requestor, 0) + notice)

    def _put(self, window: int, name: int, kind: int, bits: int, data: bytes) -> None:
        length = len(data) // (bits // 8)
        self._send(18, 0, struct.pack("<IIIBxxxI", window, name, kind, bits, length) + _padded(data))


def main() -> int:
    """Own the clipboard of $DISPLAY with the texts on standard input, and leave a process behind that serves them."""
    texts = json.load(sys.stdin)
    forms = {HTML_TARGET: texts["html"], **dict.fromkeys(TEXT_TARGETS, texts["plain"])}
    try:
        display = Display(os.environ.get("DISPLAY", ""))
        display.own(forms)
    except OSError as error:
        sys.stderr.write(f"{error.strerror or error}\n")
        return 1
    if os.fork():
        os._exit(0)
    try:
        display.serve()
    except OSError:
        return 0  # the display is gone, and its clipboard with it
    return 0


if __name__ == "__main__":
    sys.exit(main())
