"""`kztui library join`: verdicts on items of two articles are listed, proposed, recorded and taken back."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.article.plurals import counted
from kztui.cli.kind_words import parse_kind
from kztui.cli.library_load import catalogue_of, fresh_index, resolve_library_path
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.editor import NothingToReverseError
from kztui.library.addresses import ItemAddress, UnknownItemError, parse_address
from kztui.library.catalogue import Library
from kztui.library.clusters import Clusters, Contradiction
from kztui.library.joins import Join, join_of
from kztui.library.joins_file import JoinsChange, JoinsFile
from kztui.library.library_index import LibraryIndex
from kztui.library.neighbours import shared_by
from kztui.library.opening import open_joins_at
from kztui.library.proposals import Proposal, Proposer

if TYPE_CHECKING:
    from argparse import Namespace

_PURPOSE = "kztui library join"


def run(options: "Namespace", out: Output) -> ExitCode:
    """Record a verdict, take one back, propose, or list all verdicts, as the options say.

    Raises CommandError where the options do not go together or joins.toml cannot be changed, UnknownItemError for an
    item that is not there.
    """
    _check_options(options)
    try:
        if options.propose:
            return _propose(options, out)
        if options.undo:
            return _undo(options, out)
        return _record(options, out) if options.words else _list(options, out)
    except NothingToReverseError as error:
        raise CommandError(f"{_PURPOSE}: {error.reason}", ExitCode.NOT_FOUND) from error
    except EditRefusedError as error:
        raise CommandError(f"{_PURPOSE}: {error}") from error


def _check_options(options: "Namespace") -> None:
    """Raises CommandError where options do not go together."""
    chosen = [f"--{name}" for name in ("propose", "undo", "verdict") if getattr(options, name)]
    if len(chosen) > 1:
        raise CommandError(f"{_PURPOSE}: {' and '.join(chosen)} exclude each other")
    if options.undo and options.words:
        raise CommandError(f"{_PURPOSE}: --undo takes back the last verdict, and no items: leave them out")
    if not options.verdict:
        if options.why or options.by:
            raise CommandError(f"{_PURPOSE}: --why and --by go with --verdict")
        if options.words and not options.propose:
            raise CommandError(f"{_PURPOSE}: say what they are: --verdict same, different or unsure")
    elif len(options.words) != 2:
        raise CommandError(f"{_PURPOSE}: a verdict is on two items: {_PURPOSE} ARTICLE:A ARTICLE:B --verdict …")


def clusters_of(joins: JoinsFile, index: LibraryIndex) -> Clusters:
    """What is the same in a library by now, as its index knows it; problems of joins.toml go to stderr."""
    from kztui.files.problems import problem_line  # noqa: PLC0415 - seldom there are any

    document = joins.document()
    for problem in document.problems:
        write_message(problem_line(problem))
    return Clusters(document.joins.values(), shared_by(index.engine) if index.engine else {})


def _record(options: "Namespace", out: Output) -> ExitCode:
    index = fresh_index(options)
    library = catalogue_of(index)
    one, other = (parse_address(word) for word in options.words)
    items = [library.item(address)[1] for address in (one, other)]
    try:
        today = date.today().isoformat()
        join = join_of(one, other, options.verdict, options.by or author(), today, options.why or "")
    except ValueError as error:
        raise CommandError(f"{_PURPOSE}: {error}") from error
    _check_same(join, items)
    joins, message = open_joins_at(index.path)
    known = joins.document().joins.get(join.pair)
    if known and (known.verdict, known.why) == (join.verdict, join.why) and not options.by:
        join = known  # said before, by whoever said it then
    change = joins.preview(join)
    if not options.dry_run and change.is_needed:
        joins.record(join)
        if message:
            write_message(f"{_PURPOSE}: {message}")
    shown = {**_json(join), "was": known.verdict if known else None}
    code = _done(change, shown, options, out)
    if not options.dry_run:
        for contradiction in clusters_of(joins, index).contradictions:
            if set(join.pair) & {*contradiction.pair, *contradiction.different}:
                write_message(f"{_PURPOSE}: contradiction: {contradiction}")
    return code


def _check_same(join: Join, items: Sequence[Item]) -> None:
    """Raises CommandError where two items cannot be the same thing."""
    kinds = [item.item_kind for item in items]
    if join.verdict == "same" and kinds[0] != kinds[1]:
        raise CommandError(f"{_PURPOSE}: only items of one kind can be the same, and these are {' and '.join(kinds)}")
    if join.verdict == "same" and join.a.article == join.b.article:
        advice = f"kztui edit merge {join.a.target} {join.b.target}"
        raise CommandError(f"{_PURPOSE}: both are in the article {join.a.article}, where {advice} makes one of them")


def author() -> str:
    """Who gives verdicts here: the name of the user of this system; empty where it has none."""
    from getpass import getuser  # noqa: PLC0415 - most operations need no name

    try:
        return getuser()
    except (KeyError, OSError):  # of an id without a name; an OSError from Python 3.13 on
        return ""


def _undo(options: "Namespace", out: Output) -> ExitCode:
    joins, _ = open_joins_at(resolve_library_path(options.library))
    change = joins.preview_undo()
    if not options.dry_run:
        joins.undo()
    return _done(change, {}, options, out, "taken back: ")


def _done(change: JoinsChange, shown: dict[str, Any], options: "Namespace", out: Output, prefix: str = "") -> ExitCode:
    """Write what was done, or would be."""
    done = change.is_needed and not options.dry_run
    if options.json:
        out.json({**shown, "done": done, "summary": change.summary, "diff": change.diff()})
    elif options.dry_run:
        out.diff(change.diff())
    if not change.is_needed:
        write_message(f"{_PURPOSE}: nothing to do: {change.summary} is recorded already")
        return ExitCode.NOT_FOUND
    write_message(f"{_PURPOSE}: {prefix}{change.summary}{' (nothing is written)' if options.dry_run else ''}")
    return ExitCode.OK


def _json(join: Join) -> dict[str, Any]:
    return {
        "a": str(join.a),
        "b": str(join.b),
        "verdict": join.verdict,
        "by": join.by or None,
        "on": join.on or None,
        "why": join.why or None,
    }


def _list(options: "Namespace", out: Output) -> ExitCode:
    """All verdicts, what is the same by them and by shared outside ids, and what contradicts itself."""
    index = fresh_index(options)
    joins, _ = open_joins_at(index.path)
    verdicts = sorted(joins.document().joins.values())
    clusters = clusters_of(joins, index)
    found = clusters.all()
    if options.json:
        contradictions = [_contradiction_json(each) for each in clusters.contradictions]
        groups = [[str(address) for address in members] for members in found]
        out.json({"verdicts": [*map(_json, verdicts)], "clusters": groups, "contradictions": contradictions})
    else:
        for join in verdicts:
            by_and_on = ", ".join(filter(None, (join.by, join.on)))
            pieces = [StyledText(f"{join.verdict:9}  "), StyledText(f"{join.a}  {join.b}", "target")]
            out.line(*pieces, StyledText(f"  {by_and_on}" * bool(by_and_on), "dim"), f"  {join.why}" * bool(join.why))
        for members in found:
            out.line("together   ", StyledText("  ".join(map(str, members)), "target"))
    for contradiction in clusters.contradictions:
        write_message(f"{_PURPOSE}: contradiction: {contradiction}")
    write_message(f"{counted(len(verdicts), 'verdict')}; {counted(len(found), 'thing')} that several articles have")
    return ExitCode.OK if verdicts or found else ExitCode.NOT_FOUND


def _contradiction_json(contradiction: Contradiction) -> dict[str, Any]:
    return {
        "pair": [str(address) for address in contradiction.pair],
        "because": contradiction.because,
        "different": [str(address) for address in contradiction.different],
    }


def _propose(options: "Namespace", out: Output) -> ExitCode:
    """What may be the same as the items that are named, as all of an article's, or as any, most likely first."""
    index = fresh_index(options)
    library = index.library()
    joins, _ = open_joins_at(library.path)
    clusters = clusters_of(joins, index)
    proposer = Proposer(library, index.find_elsewhere, clusters, joins.document().joins)
    kind = parse_kind(options.kind) if options.kind else None
    found: dict[object, Proposal] = {}
    for proposal in _proposals(library, proposer, [parse_address(word) for word in options.words]):
        if kind is None or library.item(proposal.item)[1].item_kind == kind:
            found.setdefault(proposal.pair, proposal)
    best = sorted(found.values(), key=lambda each: (-each.score, -len(each.reasons), each.pair))[: options.limit]
    rows = list(_described(library, best))
    if options.json:
        out.json(rows)
    else:
        for row in rows:
            out.line(StyledText(row["kind"], "kind"), "  ", *_named(row, "a"), "  ", *_named(row, "b"))
            out.line(StyledText(f"    {'; '.join(row['reasons'])}", "dim"))
    if len(found) > len(best):
        write_message(f"{len(best):,} of {len(found):,} proposals; --limit {len(found)} shows all")
    elif not found:
        write_message("nothing is proposed: what is alike is joined, or has a verdict")
    return ExitCode.OK if found else ExitCode.NOT_FOUND


def _proposals(library: Library, proposer: Proposer, wanted: list[ItemAddress]) -> Iterator[Proposal]:
    """Proposals for the items at some addresses; for those of all articles where there are none."""
    on_terminal = sys.stderr is not None and sys.stderr.isatty()
    for at, address in enumerate(wanted or [ItemAddress(each, "") for each in library.by_id]):
        if on_terminal and not wanted and at % 100 == 99:
            write_message(f"{at + 1:,} of {len(library.by_id):,} articles")
        if address.target:
            yield from proposer.of(*library.item(address))
        else:
            yield from proposer.of_article(library.article(address.article))


def _described(library: Library, proposals: Sequence[Proposal]) -> Iterator[dict[str, Any]]:
    for proposal in proposals:
        row: dict[str, Any] = {}
        try:
            for key, address in zip("ab", (proposal.item, proposal.other), strict=True):
                article, item = library.item(address)
                row["kind"] = item.item_kind
                row[key] = {"address": str(address), "label": article.label(item.id), "paragraphs": item.numbers}
        except UnknownItemError:  # changed since it was indexed
            continue
        yield {**row, "score": proposal.score, "reasons": proposal.reasons}


def _named(row: dict[str, Any], key: str) -> list[StyledText]:
    side = row[key]
    stated = f" {pilcrows(side['paragraphs'])}" if side["paragraphs"] else ""
    return [StyledText(side["address"], "target"), StyledText(stated, "dim"), StyledText(f" {side['label']}")]
