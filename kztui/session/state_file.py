"""The memory of a running kztui: changed at once, kept on disk together with what others write, never in the way."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from kztui.files.sanitize import clean_line
from kztui.session.lock import locked
from kztui.session.state import NOTHING, State
from kztui.session.storage import DamagedError, NewerError, read_state, set_aside, write_state

Change = Callable[[State], State]

_NO_HOME = "Nothing will be remembered: there is no home folder to keep it in"


def state_path(env: Mapping[str, str] | None = None) -> Path | None:
    """Where the state is kept: KZTUI_STATE, or the platform's folder for it; None where there is no home."""
    if named := (os.environ if env is None else env).get("KZTUI_STATE"):
        return Path(named)
    from platformdirs import user_state_path  # noqa: PLC0415 - not needed where a file is named

    try:
        path, home = user_state_path("kztui", appauthor=False) / "state.json", Path.home()
    except RuntimeError:
        return None
    if not path.is_absolute() or (path.is_relative_to(home) and not home.is_dir()):
        return None
    return path


class StateFile:
    """The state in memory, and its file.

        memory, message = StateFile.load()
        memory.change(lambda state: state.bookmarked("harbour", "p3", "¶3", now))
        message = memory.save()       # touches the disk: call it from a worker, and at the end

    A message is one line that says why something is not remembered; nothing here raises. All methods may be
    called from several threads.
    """

    def __init__(self, path: Path | None, without: str | None = None) -> None:
        self._path = path
        self._without = without
        self._kept = NOTHING
        self._pending: tuple[Change, ...] = ()
        self._state = NOTHING
        self._changing = Lock()
        self._saving = Lock()

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> "tuple[StateFile, str | None]":
        """Read what is remembered; a damaged file is set aside."""
        path = state_path(env)
        if path is None:
            return cls(None, _NO_HOME), _NO_HOME
        if str(path) == os.devnull:
            return cls(None), None
        # A link to the file stays a link.
        real = Path(os.path.realpath(path))
        memory = cls(real)
        return memory, memory._load(real)

    @property
    def state(self) -> State:
        """What is remembered, with all changes of this session, saved or not."""
        return self._state

    def change(self, change: Change) -> None:
        """Remember something, in memory at once and on disk with the next `save`."""
        with self._changing:
            self._state = change(self._state)
            if self._path is not None:
                self._pending = (*self._pending, change)

    def save(self) -> str | None:
        """Write the changes since the last time on top of what is on disk by now."""
        with self._saving:
            pending = self._pending
            if self._path is None or not pending:
                return self._without
            try:
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with locked(self._lock_path(self._path)):
                    kept, message = self._merge(self._path, pending)
            except NewerError:
                return _newer(self._path)
            except TimeoutError:
                return f"Not remembered yet: another kztui holds on to {_shown(self._path)}"
            except (OSError, ValueError) as error:  # ValueError: a path that no file can have, such as /
                return f"Not remembered: {_shown(self._path)}: {_reason(error)}"
            with self._changing:
                self._kept = kept
                self._pending = self._pending[len(pending) :]
                self._state = _replayed(kept, self._pending)
            return message

    def _merge(self, path: Path, pending: tuple[Change, ...]) -> tuple[State, str | None]:
        """Put the pending changes on top of what is on disk; what then is there. Only with the lock."""
        message = None
        try:
            found = read_state(path)
        except DamagedError:
            message = _damaged(set_aside(path))
            found = None
        # A file that was taken away must not take what this session knows with it.
        kept = _replayed(self._kept if found is None else found, pending).bounded()
        if kept != found:
            write_state(path, kept)
        return kept, message

    def _load(self, path: Path) -> str | None:
        try:
            self._state = self._kept = read_state(path) or NOTHING
        except NewerError:
            return _newer(path)
        except DamagedError:
            return self._load_damaged(path)
        except OSError as error:
            return f"Nothing of earlier sessions is known: {_shown(path)}: {_reason(error)}"
        return None

    def _load_damaged(self, path: Path) -> str:
        """Set the file aside, unless another kztui was quicker and has put a sound one there."""
        try:
            with locked(self._lock_path(path)):
                try:
                    self._state = self._kept = read_state(path) or NOTHING
                except DamagedError:
                    return _damaged(set_aside(path))
        except NewerError:
            return _newer(path)
        except OSError as error:
            return f"What earlier sessions remembered is damaged, and cannot be set aside: {_reason(error)}"
        return f"What earlier sessions remembered was damaged; another kztui has set it aside beside {_shown(path)}"

    @staticmethod
    def _lock_path(path: Path) -> Path:
        return path.with_name(f"{path.name}.lock")


def _replayed(state: State, changes: tuple[Change, ...]) -> State:
    for change in changes:
        state = change(state)
    return state


def _shown(path: Path) -> str:
    return clean_line(str(path))


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or "another kztui holds on to it").lower()


def _damaged(aside: Path) -> str:
    return f"What earlier sessions remembered was damaged; it is set aside as {_shown(aside)}"


def _newer(path: Path) -> str:
    return f"{_shown(path)} is from a newer kztui: it is left alone, and nothing of this session is remembered"
