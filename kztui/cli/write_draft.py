"""Makes the draft of an original for `kztui new`, and writes its files.

Apart from `cli.new`, so that these modules are imported while another process reads the original.
"""

import shlex
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kztui.article.plurals import counted
from kztui.cli.output import CommandError, ExitCode, Output, write_message
from kztui.export.save import save_folder
from kztui.files.folders import expanded
from kztui.importing.candidates import MAX_CHARACTERS
from kztui.importing.draft import Draft, UnkeptDraft, make_draft
from kztui.importing.kept_originals import file_name, is_fleeting, original_path
from kztui.importing.reading import Reading
from kztui.importing.source import Source
from kztui.session.state import ArticleKey, AttachedOriginal, path_key
from kztui.session.state_file import StateFile

if TYPE_CHECKING:
    from argparse import Namespace


def write_draft(source: Source, reading: Reading, options: "Namespace", out: Output) -> ExitCode:
    """Make the draft of what was read, write it, and say on standard error what is in it.

    Raises CommandError when the folder cannot be written.
    """
    draft = make_draft(reading, source, file_name(source) if options.keep_here else "")
    folder = expanded(options.output or draft.key)
    beside = _beside(source, folder) if options.keep_here else {}
    save_draft(folder, {**draft.files, **beside}, force=options.force)
    _remember(UnkeptDraft(draft, source), folder, folder / file_name(source) if options.keep_here else None)
    if options.json:
        read = {"format": reading.format, "account": reading.account.as_json()}
        out.json({"folder": str(folder), "files": sorted(draft.files), **draft.counts, **read})
    write_message("\n".join([*reading.account.lines(), _summary(draft, folder)]))
    return ExitCode.OK


def _beside(source: Source, folder: Path) -> dict[str, str | bytes]:
    """The original as a file of the draft's folder, and the `.gitignore` that keeps it from being shared."""
    name, ignore = file_name(source), folder / ".gitignore"
    ignored = ignore.read_text(encoding="utf-8", errors="replace") if ignore.is_file() else ""
    if name not in ignored.splitlines():
        ignored = f"{ignored.rstrip()}\n{name}\n".lstrip()
    return {name: source.data, ".gitignore": ignored}


def save_draft(folder: Path, files: Mapping[str, str | bytes], *, force: bool) -> None:
    """Write the files into the folder. Raises CommandError when they cannot be written."""
    try:
        save_folder(folder, files, force=force)
    except FileExistsError as error:
        raise CommandError(f"kztui new: '{folder}' {error.strerror}; --force overwrites it") from error
    except OSError as error:
        raise CommandError(f"kztui new: '{folder}' cannot be written: {error.strerror}") from error


def _remember(unkept: UnkeptDraft, folder: Path, beside: Path | None) -> None:
    """Remember for the screen where the original of the draft is; a message where that cannot be saved.

    What cannot be read again, and is not `beside` the draft, is kept in the reader's data folder.
    """
    try:
        original = beside.absolute() if beside else original_path(unkept.source)
    except OSError as error:
        write_message(f"kztui new: the original is not kept: {error.strerror}")
        return
    if is_fleeting(unkept.source):
        write_message(f"the original is kept in {original}")
    state_file, message = StateFile.load()
    key = ArticleKey(unkept.draft.key, path_key(folder))
    attached = AttachedOriginal(file=str(original), sha256=sha256(unkept.source.data).hexdigest())
    state_file.change(lambda state: state.with_original(key, attached))
    if message := state_file.save() or message:
        write_message(message)


def _summary(draft: Draft, folder: Path) -> str:
    counts = draft.counts
    kinds = ("actors", "places", "terms", "events", "claims")
    candidates = ", ".join(_of(counts, kind) for kind in kinds if counts[kind])
    found = f"{_of(counts, 'paragraphs')} in {_of(counts, 'sections')}"
    summary = f"wrote {folder}: {found}" + (f"; candidates: {candidates}" if candidates else "")
    if sum(len(original.text) for original in draft.originals.values()) > MAX_CHARACTERS:
        summary += f"\ncandidates were looked for in the first {MAX_CHARACTERS:,} characters alone"
    return f"{summary}\nread it: kztui {shlex.quote(str(folder))}"


def _of(counts: dict[str, int], kind: str) -> str:
    return counted(counts[kind], kind[:-1])
