"""The declaration of `kztui library`; each of its operations is a module `kztui.cli.library_OPERATION`."""

from kztui.article.kinds import KINDS
from kztui.cli.command_spec import COLOR, JSON, CommandSpec, Example, argument, flag

OPERATIONS = ("list", "check", "search", "show", "index")
KIND_WORDS = (*(kind.item_kind for kind in KINDS), *(kind.plural for kind in KINDS))

LIBRARY = CommandSpec(
    "library",
    "list, search and check the articles of a library together",
    (
        argument("operation", "what to do: see `kztui help library`", "OPERATION", choices=OPERATIONS),
        argument("words", "what to search for, or the address to show, such as hale2015:p3", "WORD", nargs="*"),
        argument(
            "--library",
            "the library's folder, or its name in the settings (default: $KZTUI_LIBRARY, the settings, or this folder)",
            "PATH",
            "folder",
        ),
        argument("--kind", "search: only items of this kind", "KIND", choices=KIND_WORDS),
        argument("--in", "search: only in this article; may be given again", "ID", action="append", dest="articles"),
        argument("--limit", "search: at most this many, for each query (default: 20)", "N", type=int, default=20),
        argument(
            "--from", "search: a file of queries, one a line, or -; writes a table", "FILE", "file", dest="queries"
        ),
        flag("--force", "index: make it anew"),
        JSON,
        COLOR,
    ),
    (
        Example("kztui library list --library ~/papers", "every article, with drafts and broken ones marked"),
        Example("kztui library search buryatskiy", "in all articles at once, in any spelling and script"),
        Example("kztui library search --from names.txt > hits.csv", "a table of results for a list of names"),
        Example("kztui library show hale2015:pilots", "an item of one article"),
        Example("kztui library check", "what is wrong in any article, and two articles of one id"),
    ),
    """list a list of {id, path, title, authors, year, state, problem, counts, open, unwritten}; problem is null where
there is none; check as `kztui check`; search a list of
{target, article, kind, label, aliases, score, snippet, paragraphs, source}; source is null where there is none; with
--from {query, target, article, kind, label, aliases, score, snippet, paragraphs, source}; show as `kztui show`, and
without an address {name, path, articles, drafts, broken, counts}; index
{path, articles, items, indexed, deleted, in_memory}""",
)
