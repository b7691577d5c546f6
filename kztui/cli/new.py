"""`kztui new`: the draft of an article, made from its original; or an empty article to fill in."""

import shlex
from argparse import Namespace
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from kztui.cli.original_text import exported_metadata, print_text
from kztui.cli.output import CommandError, ExitCode, Output, write_message
from kztui.cli.read_draft import read_original
from kztui.export.save import save_folder
from kztui.importing.blank import blank_files
from kztui.importing.candidates import MAX_CHARACTERS
from kztui.importing.draft import Draft, UnkeptDraft, make_draft
from kztui.importing.kept_originals import file_name, is_fleeting, original_path
from kztui.importing.reading import Reading
from kztui.importing.source import Source
from kztui.session.state import ArticleKey, AttachedOriginal, path_key
from kztui.session.state_file import StateFile

BLANK_FOLDER = "untitled"


def run(options: Namespace, out: Output) -> ExitCode:
    """Write the files of the draft into a folder, and to stderr what was read and the number of items found.

    With `--text`, print the text as read and write nothing. Raises CommandError when the original or the bibliographic
    file cannot be read, there are no paragraphs, or the folder cannot be written.
    """
    if options.blank:
        return _blank(options, out)
    if not options.source:
        raise CommandError("kztui new: SOURCE is missing\nTry: kztui new --help")
    source, reading = read_original(options.source, allow_private=options.allow_private)
    reading = reading._replace(metadata={**reading.metadata, **exported_metadata(options)})
    if options.text:
        print_text(reading, out, as_json=options.json)
        write_message("\n".join(reading.account.lines()))
        return ExitCode.OK
    draft = make_draft(reading, source, file_name(source) if options.keep_here else "")
    return _write(UnkeptDraft(draft, source), reading, options, out)


def _write(unkept: UnkeptDraft, reading: Reading, options: Namespace, out: Output) -> ExitCode:
    """Write the draft of what was read. Raises CommandError when the folder cannot be written."""
    draft, source = unkept.draft, unkept.source
    folder = Path(options.output or draft.key).expanduser()
    beside = _beside(source, folder) if options.keep_here else {}
    _save(folder, {**draft.files, **beside}, force=options.force)
    _remember(unkept, folder, folder / file_name(source) if options.keep_here else None)
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


def _blank(options: Namespace, out: Output) -> ExitCode:
    """Write an empty article. Raises CommandError when there is an original too, or the folder cannot be written."""
    if options.source:
        raise CommandError(f"kztui new: --blank takes no original, and '{options.source}' is one")
    folder = Path(options.output or BLANK_FOLDER).expanduser()
    files = blank_files(folder.resolve().name)
    _save(folder, files, force=options.force)
    if options.json:
        out.json({"folder": str(folder), "files": sorted(files)})
    name = shlex.quote(str(folder))
    write_message(f"wrote {folder}: an empty article; fill in its files, then: kztui check {name} && kztui {name}")
    return ExitCode.OK


def _save(folder: Path, files: Mapping[str, str | bytes], *, force: bool) -> None:
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
    return f"{counts[kind]} {kind[:-1] if counts[kind] == 1 else kind}"
