"""Where the index of a library lies on the disk, and whether it is what was written: in the cache, free to delete.

Each build has a folder of its own; `current` names the one in use, and is replaced at once. A manifest holds size, time
and checksum of every file as of the last change that was finished. A folder that is not as its manifest says is
damaged, or was left by a program that was ended while it wrote: it is built anew.
"""

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

import msgspec

from kztui.files.folders import user_folder

SCHEMA = "6"
"""Of everything in the folder; an index of another one is built anew."""
ITEMS_FILE = "items.sqlite"
WORDS_FOLDER = "words"
_MANIFEST = "manifest"
_CURRENT = "current"
_LOCK = "lock"
_CHUNK = 1 << 20
_SUMMED_BYTES = 50_000_000
"""Of files that were changed, larger ones get no checksum: should their times change, the index is made anew."""


class FileState(msgspec.Struct, frozen=True, array_like=True):
    """Size in bytes, time of the last change in nanoseconds, and CRC-32 of a file; None where it was not computed."""

    size: int
    time: int
    checksum: int | None


class _Manifest(msgspec.Struct, frozen=True):
    schema: str
    files: dict[str, FileState]


def index_folder(library: Path) -> Path | None:
    """The folder for the index of the library at that path, which may not exist yet; None without a cache folder."""
    cache = user_folder("cache")
    key = blake2b(os.fsencode(library.resolve()), digest_size=12).hexdigest()
    return cache / "libraries" / key if cache.is_absolute() else None


def has_tantivy() -> bool:
    """Whether the engine of indexes on the disk can be imported."""
    from importlib.util import find_spec  # noqa: PLC0415 - only where a library is opened

    return find_spec("tantivy") is not None


class IndexFolder:
    """The folder of one library's index."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def writing(self, timeout: float = 0.0) -> Iterator[None]:
        """Hold the right to write. Raises TimeoutError where another program has it, OSError without a folder."""
        from kztui.session.storage import locked  # noqa: PLC0415 - a search of what is whole writes nothing

        self.path.mkdir(parents=True, exist_ok=True)
        with locked(self.path / _LOCK, timeout):
            yield

    def is_being_written(self) -> bool:
        """Whether another program is writing now."""
        try:
            with self.writing():
                return False
        except TimeoutError:
            return True
        except OSError:
            return False

    def current(self) -> Path | None:
        """The folder of the build in use, whether or not it is whole; None where there is none."""
        try:
            name = (self.path / _CURRENT).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return None
        folder = self.path / name
        return folder if name.isalnum() and folder.is_dir() else None

    def usable(self) -> Path | None:
        """The build in use where it is whole, or being written by another program; None else."""
        folder = self.current()
        if folder is None or is_whole(folder) or self.is_being_written():
            return folder
        # The other program may have finished between the two looks.
        return folder if self.current() == folder and is_whole(folder) else None

    def new(self) -> Path:
        """A new, empty folder for a build. All others but the one in use are deleted."""
        import shutil  # noqa: PLC0415 - a search makes no build, and waits for four modules of compression

        current = self.current()
        for other in self.path.iterdir():
            if other.is_dir() and other != current:
                shutil.rmtree(other, ignore_errors=True)
        folder = self.path / uuid4().hex
        folder.mkdir()
        return folder

    def use(self, folder: Path) -> None:
        """Let a build be the one in use."""
        beside = self.path / f"{_CURRENT}.{folder.name}"
        beside.write_text(folder.name, encoding="ascii")
        beside.replace(self.path / _CURRENT)


FileStates = dict[str, FileState]


def seal(folder: Path, known: FileStates) -> None:
    """Write the manifest of a build: what is in it now is whole. `known` is from before it was changed.

    A large file that was changed gets no checksum: reading half a gigabyte would take longer than to index an article.
    """
    files = {}
    for name in _files(folder):
        state = _state_of(folder / name)
        old = known.get(name)
        unchanged = old is not None and (old.size, old.time) == (state.size, state.time)
        if unchanged and old:
            files[name] = old
        elif old is None or state.size <= _SUMMED_BYTES:
            files[name] = msgspec.structs.replace(state, checksum=_checksum(folder / name))
        else:
            files[name] = state
    beside = folder / f"{_MANIFEST}.new"
    beside.write_bytes(msgspec.msgpack.encode(_Manifest(SCHEMA, files)))
    beside.replace(folder / _MANIFEST)


def unseal(folder: Path) -> FileStates:
    """Delete the manifest of a build, which is going to be changed; the files that it has."""
    manifest = _read_manifest(folder)
    with suppress(OSError):
        (folder / _MANIFEST).unlink()
    return manifest.files if manifest else {}


def is_whole(folder: Path) -> bool:
    """Whether a build is what its manifest says, of this version."""
    manifest = _read_manifest(folder)
    if manifest is None or manifest.schema != SCHEMA or ITEMS_FILE not in manifest.files:
        return False
    try:
        return all(_is_same(folder / name, state) for name, state in manifest.files.items())
    except OSError:
        return False


def _is_same(path: Path, state: FileState) -> bool:
    now = _state_of(path)
    if now.size != state.size:
        return False
    return now.time == state.time or (state.checksum is not None and _checksum(path) == state.checksum)


def _read_manifest(folder: Path) -> _Manifest | None:
    try:
        return msgspec.msgpack.decode((folder / _MANIFEST).read_bytes(), type=_Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _files(folder: Path) -> list[str]:
    """The files of a build, but its manifest and the lock files of tantivy."""
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((_MANIFEST, ".tantivy"))]
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _state_of(path: Path) -> FileState:
    status = path.stat()
    return FileState(status.st_size, status.st_mtime_ns, None)


def _checksum(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found = zlib.crc32(chunk, found)
    return found
