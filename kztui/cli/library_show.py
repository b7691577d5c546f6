"""`kztui library show`: the card of an item by its address, or of an article, or what the library is."""

from argparse import Namespace
from collections import Counter

from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.kinds import KINDS
from kztui.article.plurals import counted
from kztui.cli import show
from kztui.cli.library_list import summary
from kztui.cli.library_load import open_catalogue, resolve_library_path
from kztui.cli.output import CommandError, ExitCode, Output
from kztui.library.addresses import parse_address
from kztui.library.catalogue import Library


def run(options: Namespace, out: Output) -> ExitCode:
    """Write what `kztui show` writes of the item or article; without an address how much the library has.

    Raises CommandError for more than one address, UnknownItemError where there is no such item or article.
    """
    if len(options.words) > 1:
        raise CommandError("kztui library show: one address at a time")
    library = open_catalogue(resolve_library_path(options.library))
    if not options.words:
        _overview(library, options, out)
        return ExitCode.OK
    address = parse_address(options.words[0])
    if address.target:
        library.item(address)
    library.article(address.article)
    path = str(library.by_id[address.article].path)
    shown = Namespace(article=path, target=address.target or None, text=False, json=options.json, color=options.color)
    return show.run(shown, out)


def _overview(library: Library, options: Namespace, out: Output) -> None:
    total = Counter(dict.fromkeys(ITEM_KINDS, 0))
    for entry in library.by_id.values():
        total.update(entry.counts)
    counts = {kind: total[kind] for kind in ITEM_KINDS}
    if options.json:
        states = [entry.state for entry in library.entries]
        out.json(
            {
                "name": library.name,
                "path": str(library.path),
                "articles": len(states),
                "drafts": states.count("draft"),
                "broken": states.count("broken"),
                "counts": counts,
            }
        )
        return
    out.line(summary(library))
    out.line(", ".join(counted(counts[kind.item_kind], kind.item_kind, kind.plural) for kind in KINDS))
