"""The reader's state in a running kztui: changed in memory at once, merged into a file that all kztui share."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from kztui.files.folders import user_folder
from kztui.session.state import EMPTY, ArticleKey, ArticleState, State, is_gone
from kztui.session.storage import (
    TIMEOUT,
    DamagedError,
    NewerError,
    locked,
    read_state,
    reason_of,
    set_aside,
    shown_path,
    write_state,
)

Change = Callable[[State], State]

_NO_HOME = "there is no home folder"


def state_path(env: Mapping[str, str] | None = None) -> Path | None:
    """Where the state is kept: KZTUI_STATE, or the platform's folder for it; None where there is no home."""
    if named := (os.environ if env is None else env).get("KZTUI_STATE"):
        return Path(named)
    try:
        path, home = user_folder("state") / "state.json", Path.home()
    except RuntimeError:
        return None
    if not path.is_absolute() or (path.is_relative_to(home) and not home.is_dir()):
        return None
    return path


class StateFile:
    """The state in memory, and its file.

        state_file, message = StateFile.load()
        key = ArticleKey("harbour", path_key(path))
        state_file.open_article(key).position
        state_file.change(lambda state: state.with_bookmark(key, "p3", "¶3", now))
        message = state_file.save()       # writes to the disk: call it from a worker, and at the end

    A message is one line that says why something is not saved; nothing here raises. All methods may be
    called from several threads.
    """

    def __init__(self, path: Path | None, without: str | None = None) -> None:
        self._path = path
        self._without = without
        self._why_unsaved = without or ""
        self._saved = EMPTY
        self._pending: tuple[Change, ...] = ()
        self._state = EMPTY
        self._changing = Lock()
        self._saving = Lock()

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> "tuple[StateFile, str | None]":
        """Read the state file, at `state_path(env)`, and a message if that fails; a damaged file is moved away."""
        path = state_path(env)
        if path is None:
            return cls(None, _NO_HOME), f"Position and bookmarks will not be saved: {_NO_HOME}"
        if str(path) == os.devnull:
            return cls(None), None
        # A link to the file stays a link.
        real = Path(os.path.realpath(path))
        state_file = cls(real)
        return state_file, state_file._load(real)

    def unsaved(self) -> "StateFile":
        """The same state in memory alone: no change of it is ever written."""
        alone = StateFile(None)
        alone._state = alone._saved = self._state
        return alone

    @property
    def state(self) -> State:
        """The state with all changes of this session, saved or not."""
        return self._state

    @property
    def is_kept(self) -> bool:
        """Whether changes are for a file; they are not where the reader asked for none, or an unkept draft is read."""
        return self._path is not None or self._without is not None

    @property
    def why_unsaved(self) -> str:
        """In a few words, why the last `save` failed; empty where it did not, or the reader asked for no file."""
        return self._why_unsaved

    @property
    def unsaved_parts(self) -> list[str]:
        """What of the state is not on disk and was to be, such as `the selection`, each in a few words."""
        from kztui.session.unsaved_parts import unsaved_parts  # noqa: PLC0415 - where saving has failed alone

        return unsaved_parts(self._saved, self._state) if self.is_kept else []

    def change(self, change: Change) -> None:
        """Change the state, in memory at once and on disk with the next `save`."""
        with self._changing:
            self._state = change(self._state)
            if self._path is not None:
                self._pending = (*self._pending, change)

    def open_article(self, key: ArticleKey) -> ArticleState:
        """The state of an article that is opened.

        An article without state takes over that of an article with the same id whose path is gone, or was never kept:
        it is taken for moved. Of several, the one read last counts.
        """
        known = self._state.articles.get(key.id, {})
        if key.path not in known and (moved := [path for path in known if is_gone(path)]):
            latest = max(moved, key=lambda path: known[path].used)
            self.change(lambda state: state.inherited(key, latest))
        return self._state.article(key)

    def save(self, patience: float = TIMEOUT) -> str | None:
        """Make the changes since the last time on top of what is on disk by now; why that failed, or None.

        Another writer, in this program or another, is waited for for `patience` seconds.
        """
        if not self._saving.acquire(timeout=patience):
            return self._locked()
        try:
            return self._save(patience)
        finally:
            self._saving.release()

    def _save(self, patience: float) -> str | None:
        pending = self._pending
        if self._path is None:
            return f"Position and bookmarks will not be saved: {self._without}" if self._without else None
        if not pending:
            return None
        self._why_unsaved = ""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with locked(self._lock_path(self._path), patience):
                merged, message = self._merge(self._path, pending)
        except NewerError:
            self._why_unsaved = f"{shown_path(self._path)} is from a newer kztui"
            return _newer(self._path)
        except TimeoutError:
            return self._locked()
        except (OSError, ValueError) as error:  # ValueError: a path that no file can have, such as /
            self._why_unsaved = f"{shown_path(self._path)}: {reason_of(error)}"
            return f"Position and bookmarks not saved: {self._why_unsaved}"
        with self._changing:
            self._saved = merged
            self._pending = self._pending[len(pending) :]
            self._state = _replayed(merged, self._pending)
        return message

    def _locked(self) -> str:
        self._why_unsaved = f"another kztui has locked {shown_path(self._path) if self._path else 'it'}"
        return f"Position and bookmarks not saved yet: {self._why_unsaved}"

    def _merge(self, path: Path, pending: tuple[Change, ...]) -> tuple[State, str | None]:
        """Make the pending changes on top of what is on disk, and return the result. Only while holding the lock."""
        message = None
        try:
            found = read_state(path)
        except DamagedError:
            message = _damaged(path, set_aside(path))
            found = None
        # If the file was deleted meanwhile, the state in memory is written again.
        merged = _replayed(self._saved if found is None else found, pending).bounded()
        if merged != found:
            write_state(path, merged)
        return merged, message

    def _load(self, path: Path) -> str | None:
        try:
            self._state = self._saved = read_state(path) or EMPTY
        except NewerError:
            return _newer(path)
        except DamagedError:
            return self._load_damaged(path)
        except OSError as error:
            return f"Saved position and bookmarks cannot be read: {shown_path(path)}: {reason_of(error)}"
        return None

    def _load_damaged(self, path: Path) -> str:
        """Move the damaged file away, unless another kztui was quicker and has written a sound one."""
        try:
            with locked(self._lock_path(path)):
                try:
                    self._state = self._saved = read_state(path) or EMPTY
                except DamagedError:
                    return _damaged(path, set_aside(path))
        except NewerError:
            return _newer(path)
        except OSError as error:
            return f"{shown_path(path)} is damaged and cannot be moved away: {reason_of(error)}"
        return f"{shown_path(path)} was damaged; another kztui has moved it away, to a file beside it"

    @staticmethod
    def _lock_path(path: Path) -> Path:
        return path.with_name(f"{path.name}.lock")


def _replayed(state: State, changes: tuple[Change, ...]) -> State:
    for change in changes:
        state = change(state)
    return state


def _damaged(path: Path, aside: Path) -> str:
    return f"{path.name} was damaged; it was moved to {shown_path(aside)}"


def _newer(path: Path) -> str:
    return f"{shown_path(path)} is from a newer kztui: it is left unchanged, and position and bookmarks are not saved"
