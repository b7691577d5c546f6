"""Texts that could not be written into an article, as on a full disk: kept beside its journal until they are."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from kztui.files.edit.journal import journal_name
from kztui.files.sanitize import sanitize_line, sanitize_text
from kztui.session.edit_journal import journals_folder
from kztui.session.storage import TIMEOUT, DamagedError, locked, read_bytes, reason_of, replace_file, shown_path

NO_STATE = "no state is kept"


class UnwrittenTexts:
    """The texts by what they are of, such as `p3`; each of them is a few sentences."""

    def __init__(self, article: Path, env: Mapping[str, str] | None = None) -> None:
        """Those of the article at a path; none where no state is kept, or what is kept cannot be read."""
        folder = journals_folder(env)
        self._path = folder / f"{journal_name(article)}.texts.json" if folder else None
        self._elsewhere: dict[str, Path] = {}
        """The temporary files, by what their texts are of."""
        self.texts: dict[str, str] = self._read()
        """What is kept by now."""

    def keep(self, name: str, text: str) -> tuple[str, str]:
        """Keep a text: where it is, or why it is nowhere.

        Where the folder of the state takes nothing, it goes into a file of its own among the temporary ones.
        """
        if self._path is None:
            return "", NO_STATE
        try:
            self._write(self._path, {name: text})
        except (OSError, TimeoutError) as error:
            try:
                return self._keep_elsewhere(name, text), ""
            except OSError:
                return "", reason_of(error)
        return shown_path(self._path), ""

    def drop(self, name: str) -> None:
        """Forget a text that is written by now."""
        if name in self._elsewhere:
            with suppress(OSError):
                self._elsewhere.pop(name).unlink()
        if name in self.texts and self._path is not None:
            with suppress(OSError, TimeoutError):  # it is offered once more, then
                self._write(self._path, {name: None})

    def _keep_elsewhere(self, name: str, text: str) -> str:
        """Keep a text in a temporary file. Raises OSError where there is no room either."""
        if name not in self._elsewhere:
            import tempfile  # noqa: PLC0415 - hardly ever needed

            file, path = tempfile.mkstemp(prefix="kztui-", suffix=".txt")
            os.close(file)
            self._elsewhere[name] = Path(path)
        try:
            replace_file(self._elsewhere[name], text.encode())
        except OSError:
            if not self._elsewhere[name].stat().st_size:  # it has never held anything
                self._elsewhere.pop(name).unlink()
            raise
        return shown_path(self._elsewhere[name])

    def _read(self) -> dict[str, str]:
        """What the file has, safe to show."""
        try:
            raw = read_bytes(self._path) if self._path else None
            found = msgspec.json.decode(raw, type=dict[str, str]) if raw else {}
        except (OSError, DamagedError, msgspec.MsgspecError, UnicodeError):
            return {}
        return {sanitize_line(name): sanitize_text(text) for name, text in found.items()}

    def _write(self, path: Path, changed: Mapping[str, str | None]) -> None:
        """Take in texts, or with None leave them out. Raises OSError or TimeoutError where that is not possible."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(path.with_suffix(".lock"), TIMEOUT):
            texts = {**self._read(), **changed}
            kept = {name: text for name, text in texts.items() if text is not None}
            if kept:
                replace_file(path, msgspec.json.encode(kept))
            else:
                path.unlink(missing_ok=True)
        self.texts = kept
