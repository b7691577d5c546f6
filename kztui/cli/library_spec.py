"""The declaration of `kztui library`; each of its operations is a module `kztui.cli.library_OPERATION`."""

from kztui.citation.request import FORMATS
from kztui.cli.command_spec import COLOR, JSON, CommandSpec, Example, argument, flag
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
    (
        Example("kztui library list --library ~/papers", "every article, with drafts and broken ones marked"),
        Example("kztui library search buryatskiy", "in all articles at once, in any spelling and script"),
        Example("kztui library search --from names.txt > hits.csv", "a table of results for a list of names"),
        Example("kztui library show hale2015:pilots", "an item of one article"),
        Example("kztui library join --propose hale2015:pilots", "what other articles have that may be the same"),
        Example("kztui library join hale2015:pilots rahimi2018:union --verdict same", "a verdict, in joins.toml"),
        Example("kztui library compare hale2015:ferry-fire", "what each article says of it, with its paragraph"),
        Example("kztui library timeline", "the events of all articles, each once"),
        Example("kztui library export --to ftm -o papers.ftm", "all articles for Aleph, what is joined as one entity"),
        Example("kztui library index --into postgresql://db.example.org/papers", "share it with a team"),
        Example("kztui library check", "what is wrong in any article, and two articles of one id"),
    ),
    """list a list of {id, path, title, authors, year, state, problem, counts, open, unwritten}; problem is null where
there is none; check as `kztui check`; search a list of
{target, article, kind, label, aliases, score, snippet, paragraphs, source}; source is null where there is none; with
--from {query, target, article, kind, label, aliases, score, snippet, paragraphs, source}; show as `kztui show`, and
without an address {name, path, articles, drafts, broken, counts}; join with --verdict
{a, b, verdict, by, on, why, was, done, summary, diff}; with --undo {done, summary, diff}; with --propose a list of
{kind, a, b, score, reasons}, in which a and b are {address, label, paragraphs}; else
{verdicts, clusters, contradictions}, lists of {a, b, verdict, by, on, why}, of lists of addresses, and of
{pair, because, different};
compare {items, articles, rows}, of which a row is
{label, cells}, and cells have for each article a list of {address, value, date, source, paragraphs}; timeline a list of
{label, dates, told}, and told is a list of {address, label, date, date_words, foreseen, paragraphs, authors}; export
with -o {output, files, articles}; index
{path, articles, items, indexed, deleted, in_memory}, with --into
{url, indexed, deleted, joins, articles, items, conflicts}""",
)
