"""From an article's files to what the index keeps of it, in as many processes as the machine has processors."""

import gc
import os
import signal
import sys
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import redirect_stderr, suppress
from hashlib import blake2b
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Thread

import msgspec

from kztui.files.load import collecting_later, examine, loaded
from kztui.files.problems import LoadError
from kztui.files.source_files import UnreadableError, read_bytes, toml_files
from kztui.library.article_items import items_of
from kztui.library.catalogue import entry_of
from kztui.library.catalogue_entry import CatalogueEntry, decode_entry, encode_entry
from kztui.library.stored_items import ArticleItems

_IN_THIS_PROCESS = 24
"""Articles of which so few are read here: starting other processes takes longer."""
_AT_ONCE = 10
"""Articles that a process is given at a time."""
_WAITING = 32
"""Portions that wait for each process: while a batch of articles is written, the processes go on with the next one."""
_COLLECTED_AFTER = 1_000_000
"""Objects after which a process looks for garbage."""
_unwanted = Event()
"""Set in a process whose parent wants no article more."""


class ExtractedArticle(msgspec.Struct, frozen=True):
    """An article as it was read for the index."""

    path: str
    stamp: bytes
    hash: bytes
    entry: CatalogueEntry | None
    """None where its content is what is known already."""
    items: ArticleItems | None
    """None also where the article is broken."""


def stamp_of(path: Path) -> bytes:
    """Names, sizes and times of an article's files; of one that cannot be read, nothing."""
    try:
        states = [(file.name, file.stat()) for file in toml_files(path)]
    except (UnreadableError, OSError):
        return b""
    return msgspec.msgpack.encode([(name, state.st_size, state.st_mtime_ns) for name, state in states])


def hash_of(path: Path) -> bytes:
    """A hash of the names and the content of an article's files; of one that cannot be read, nothing."""
    found = blake2b(digest_size=16)
    try:
        for file in toml_files(path):
            content = read_bytes(file)
            found.update(os.fsencode(file.name) + b"\0" + len(content).to_bytes(8, "big") + content)
    except UnreadableError:
        return b""
    return found.digest()


def extract(path: Path, known_hash: bytes = b"") -> ExtractedArticle:
    """Read the article at `path`; only its stamp where its content has the hash that is known. Never raises."""
    stamp, content = stamp_of(path), hash_of(path)
    if content and content == known_hash:
        return ExtractedArticle(str(path), stamp, content, None, None)
    with collecting_later():
        examined = examine(path)
        entry = entry_of(examined)
        items = None
        if not entry.is_broken:
            try:
                items = items_of(loaded(examined).article)
            except LoadError:  # cannot be: an article that is not broken opens
                items = None
    return ExtractedArticle(str(path), stamp, content, entry, items)


def _extract_all(wanted: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes, bytes, bytes, bytes]]:
    """What `extract` gives for each path and hash, packed to be sent to another process."""
    found = [extract(Path(path), known) for path, known in wanted if not _unwanted.is_set()]
    encode = msgspec.msgpack.encode
    return [
        (
            each.path,
            each.stamp,
            each.hash,
            encode_entry(each.entry) if each.entry else b"",
            encode(each.items) if each.items else b"",
        )
        for each in found
    ]


def _received(parts: tuple[str, bytes, bytes, bytes, bytes]) -> ExtractedArticle:
    path, stamp, content, entry, items = parts
    return ExtractedArticle(
        path,
        stamp,
        content,
        decode_entry(entry) if entry else None,
        _items_received(items) if items else None,
    )


class _ReceivedItems(ArticleItems, array_like=True):
    """The same with stored items that stay packed, as they are written into the database."""

    stored: list[msgspec.Raw]  # type: ignore[assignment] # a Raw is packed again as what it holds


def _items_received(packed: bytes) -> ArticleItems:
    return msgspec.msgpack.decode(packed, type=_ReceivedItems)


def _start_resource_tracker() -> None:
    """Start the process that multiprocessing needs beside spawned ones, with the program's own standard error.

    It is handed the number of `sys.stderr`, which is -1 where Textual captures what is printed, and would not start.
    """
    if os.name != "posix" or sys.__stderr__ is None:
        return
    from multiprocessing import resource_tracker  # noqa: PLC0415 - not on every system

    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


def _end_with_parent(watched: Connection) -> None:
    """End this process with its parent, and read no article more once the other end of the pipe is closed.

    Otherwise it would wait for work for good: a killed pool tells its processes nothing. While the parent lives, this
    process ends by the pool alone: if it ended while it sends a result, the pool would wait for the rest for good.
    """
    # What articles are made of has no cycles: collecting it would take a seventh of the time, and free nothing.
    gc.set_threshold(_COLLECTED_AFTER)
    # Ctrl+C goes to all processes of the terminal; the parent ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        with suppress(OSError):  # Windows may tell of a broken pipe
            watched.poll(None)
        _unwanted.set()
        if parent := parent_process():
            parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def extract_each(paths: Sequence[str], known: Mapping[str, bytes]) -> Generator[ExtractedArticle, None, None]:
    """The articles at `paths`, in that order; `known` are the hashes of what is known of them.

    Its processes end with it, and with this process, also when that is killed.
    """
    if len(paths) <= _IN_THIS_PROCESS:
        yield from (extract(Path(path), known.get(path, b"")) for path in paths)
        return
    processes = os.cpu_count() or 1
    _start_resource_tracker()
    context = get_context("spawn")  # the screen has threads, which a fork would copy while they hold locks
    watched, held = context.Pipe(duplex=False)
    with watched, held, ProcessPoolExecutor(processes, context, _end_with_parent, (watched,)) as pool:
        portions = iter([paths[at : at + _AT_ONCE] for at in range(0, len(paths), _AT_ONCE)])
        waiting: list[Future[list[tuple[str, bytes, bytes, bytes, bytes]]]] = []

        def submit(count: int) -> None:
            """Hand out so many portions more."""
            packed = ([(path, known.get(path, b"")) for path in portion] for portion in islice(portions, count))
            waiting.extend(pool.submit(_extract_all, portion) for portion in packed)

        try:
            submit(_WAITING * processes)
            while waiting:
                done = waiting.pop(0).result()
                submit(1)
                yield from map(_received, done)
        except BaseException:
            held.close()  # nobody wants the rest: the processes finish what they are reading
            pool.shutdown(cancel_futures=True)
            raise
