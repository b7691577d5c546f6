"""The declaration of `kztui library`; each of its operations is a module `kztui.cli.library_OPERATION`."""

from kztui.citation.request import FORMATS
from kztui.cli.command_spec import COLOR, JSON, CommandSpec, argument, flag
from kztui.cli.kind_words import KIND_WORDS

OPERATIONS = ("list", "check", "search", "show", "join", "compare", "timeline", "export", "index")
EXPORTS = ("ftm", "csv", "graphml", "html", *(each.name for each in FORMATS if each.export))
VERDICTS = ("same", "different", "unsure")

LIBRARY = CommandSpec(
    "library",
    "list, search, check, join, compare and export the articles of a library together",
    (
        argument("operation", "what to do: see `kztui help library`", "OPERATION", choices=OPERATIONS),
        argument("words", "what to search for; else addresses of items, such as hale2015:p3", "WORD", nargs="*"),
        argument(
            "--library",
            "its folder, postgresql://…, or its name in the settings (default: $KZTUI_LIBRARY, the settings, here)",
            "PATH",
            "folder",
        ),
        argument("--kind", "search, join --propose: only items of this kind", "KIND", choices=KIND_WORDS),
        argument(
            "--in",
            "search, timeline, export: only this article; may be given again",
            "ID",
            action="append",
            dest="articles",
        ),
        argument(
            "--limit",
            "search: at most this many, for each query; join --propose (default: 20)",
            "N",
            type=int,
            default=20,
        ),
        argument(
            "--from", "search: a file of queries, one a line, or -; writes a table", "FILE", "file", dest="queries"
        ),
        argument("--verdict", "join: what two items are to each other", "VERDICT", choices=VERDICTS),
        argument("--why", "join: the reason of the verdict", "TEXT"),
        argument("--by", "join: who gives the verdict (default: your user name)", "NAME"),
        flag("--propose", "join: what may be the same as the items or articles that are named, or as any"),
        flag("--undo", "join: take the last verdict back"),
        flag("--dry-run", "join: show the change of joins.toml, and write nothing"),
        argument("--to", "export: the format", "FORMAT", choices=EXPORTS),
        argument("-o --output", "export: the file or folder to write (default: standard output)", "PATH", "file"),
        flag("--open", "export: with candidates that nobody has accepted yet"),
        argument("--into", "index: write the library into this PostgreSQL database", "URL"),
        flag("--force", "index: make it anew, with --into replace what others changed too; export: overwrite"),
        JSON,
        COLOR,
    ),
)
