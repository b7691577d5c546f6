"""Textual's driver for Linux and macOS, hardened so that no input ends the program.

Works around `textual.drivers.linux_driver` 8.2.8: `run_input_thread` decodes strictly, so that a byte which is no UTF-8
ends the thread and with it the program (with exit code 0); at the end of input it spins; `stop_application_mode` never
takes back mouse reports in pixels (mode 1016), and sizes in band (2048) only if they were turned on before it began.
"""

import os
import re
import selectors
from codecs import getincrementaldecoder, register_error
from collections.abc import Iterable

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from kztui.tui.textual_compat.shutdown import HANGUP_CODE, TERMINAL
from kztui.tui.textual_compat.terminal_events import FIRST_PAINT

_READ_BYTES = 4096
_TICK_SECONDS = 0.1
"""How long to wait for input before the parser decides whether an ESC was the Escape key."""
_LATEST_SECONDS = 0.3
"""How long to wait for the first paint at most before input is read."""
# A mouse report of X10: button, column and row are one byte each, 32 and more, beyond column 95 no ASCII.
_LEGACY_MOUSE = re.compile(rb"(\x1b\[M)([\x20-\xff]{1,3})")
_LONGEST_BEGINNING = 5


class TolerantDriver(LinuxDriver):
    """Reads any bytes, and keeps `TERMINAL.application_mode` true while the terminal is in application mode."""

    def start_application_mode(self) -> None:
        """Enter application mode; recorded before, so that a signal meanwhile restores the terminal."""
        TERMINAL.application_mode = True
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual gives it no types

    def stop_application_mode(self) -> None:
        """Leave application mode, and reset modes 2048 and 1016 where they are set."""
        super().stop_application_mode()
        # Only now has the input thread ended, which turns these modes on when the terminal announces them.
        if self._in_band_window_resize:
            self.write("\x1b[?2048l")
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def close(self) -> None:
        """End the writer thread, then record that the terminal is restored."""
        super().close()
        # Only now has the writer thread written everything that restores the terminal.
        TERMINAL.application_mode = False

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - in a thread nobody catches it; the app reports it and ends
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read and dispatch keys, pastes, mouse events and reports until the driver stops or the terminal is lost."""
        # What the terminal answers can wait: to import the parser now would keep the first paint waiting.
        FIRST_PAINT.wait(_LATEST_SECONDS)
        from kztui.tui.textual_compat.input_parser import TolerantParser  # noqa: PLC0415 - after the first paint

        parser = TolerantParser(self._debug)
        decode = InputDecoder().decode
        early, TERMINAL.typed_early = TERMINAL.typed_early, b""
        if early:
            self._dispatch(parser.feed(decode(early)))
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_TICK_SECONDS):
                    data = self._read()
                    if data == b"":
                        TERMINAL.ask_to_exit(HANGUP_CODE)
                        return
                    if text := decode(data or b""):  # nothing would be the end of all input to the parser
                        self._dispatch(parser.feed(text))
                    continue  # time that was spent on this input is no pause of the terminal
                self._dispatch(parser.tick())

    def _dispatch(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Send a message to the application, a key after `TERMINAL.key_read` was told of it."""
        if isinstance(message, Key) and TERMINAL.key_read is not None:
            TERMINAL.key_read(message)
        super().process_message(message)

    def _read(self) -> bytes | None:
        """The bytes that have arrived: empty at end of file, None where another process has read them first."""
        try:
            return os.read(self.fileno, _READ_BYTES)
        except BlockingIOError:
            return None
        except OSError:
            return b""


def _control_or_replacement(error: UnicodeError) -> tuple[str, int]:
    """A control of eight bits that begins an answer, and U+FFFD for any other invalid byte."""
    from kztui.tui.textual_compat.input_scanner import EIGHT_BITS  # noqa: PLC0415 - while another thread draws

    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - narrows the type; nothing is encoded with this
    byte, before = error.object[error.start], error.object[error.start - 1 : error.start]
    # Within other invalid bytes it is the rest of a character, such as a surrogate.
    return (chr(byte) if byte in EIGHT_BITS and before < b"\x80" else REPLACED), error.end


REPLACED = "\ufffd"
_CONTROLS = "kztui-controls"
register_error(_CONTROLS, _control_or_replacement)


class InputDecoder:
    """Decodes UTF-8 incrementally; invalid bytes become U+FFFD, and those of controls that begin an answer these."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")(errors=_CONTROLS)
        self._before = b""

    def decode(self, data: bytes) -> str:
        """The text of the next bytes; an incomplete character or mouse report at their end waits for the next."""
        whole = _LEGACY_MOUSE.sub(_without_coordinates, self._before + data)
        new = whole[len(self._before) :]
        self._before = whole[-_LONGEST_BEGINNING:]
        return self._decoder.decode(new)


def _without_coordinates(report: re.Match[bytes]) -> bytes:
    """The report with blanks for its coordinates, whose bytes could be taken for parts of UTF-8 sequences.

    Textual does not support X10 reports and skips three characters.
    """
    return report[1] + b" " * len(report[2])


def tolerant(driver: type[Driver]) -> type[Driver]:
    """The hardened driver in place of Textual's for Linux and macOS; any other driver as it is."""
    return TolerantDriver if driver is LinuxDriver else driver
