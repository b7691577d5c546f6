"""The commands, each declared once: parser, help, completions and the manual's tables are made from it.

A command runs `run(options, out)` of the module of its name, which is imported only when it is called.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec import Struct

from kztui.article.kinds import KINDS
from kztui.citation.request import FORMAT_NAMES, FORMS, LOCATOR_POLICIES
from kztui.export.formats import BY_NAME as EXPORTS
from kztui.manual.pages import TOPICS

Settings = Mapping[str, Any]
ORIGINALS = ", ".join(each.name for each in EXPORTS.values() if each.with_original)
"""The formats that can hold the original."""


class Argument(Struct, frozen=True):
    """One argument: its flags and settings for argparse, and what a shell completes it with."""

    flags: tuple[str, ...]
    help: str
    settings: Settings = MappingProxyType({})
    completes: str = ""
    """`file`, `folder`, `target`, `style`; empty for nothing, or for the choices in `settings`."""


class Example(NamedTuple):
    """A command line, and what it does."""

    line: str
    result: str


class CommandSpec(Struct, frozen=True):
    """One command: its name, a summary for the list of commands, arguments and examples."""

    name: str
    summary: str
    arguments: tuple[Argument, ...]
    examples: tuple[Example, ...]
    json: str = ""
    """What it writes with --json; where that is a table or a list of tables, their keys in order, within braces."""


def _flag(flag: str, help_text: str) -> Argument:
    return Argument((flag,), help_text, {"action": "store_true"})


def _choice(flag: str, help_text: str, choices: tuple[str, ...], **settings: Any) -> Argument:
    """An option with fixed values; the first is the default, unless `settings` give another."""
    default = settings.get("default", choices[0])
    if default:
        help_text = f"{help_text} (default: {default})"
    return Argument((flag,), help_text, {"choices": choices, "default": choices[0], **settings})


def _argument(flags: str, help_text: str, metavar: str, completes: str = "", **settings: Any) -> Argument:
    """An argument with a value; `flags` are split at blanks."""
    return Argument(tuple(flags.split()), help_text, {"metavar": metavar, **settings}, completes)


SHELLS = ("bash", "zsh", "fish", "targets", "styles")
KIND_WORDS = (*(kind.item_kind for kind in KINDS), *(kind.plural for kind in KINDS))
STYLE = _argument("--style", "citation style: a CSL style by name, or a .csl file", "STYLE", "style")
JSON = _flag("--json", "write JSON")
ARTICLE = _argument(
    "--article",
    "the article's file or folder (default: $KZTUI_ARTICLE, the one in the config, or the bundled one)",
    "PATH",
    "file",
)
COLOR = _choice(
    "--color", "when to use colours; auto: on a terminal, unless NO_COLOR is set", ("auto", "always", "never")
)
ALLOW_PRIVATE = _flag("--allow-private", "fetch from this computer and its network too, not from the internet alone")
COMMON = (ARTICLE, JSON, COLOR)

SCREEN = CommandSpec(
    "",
    "open the article in linked panes",
    (
        _argument(
            "path", "an article's file or folder, or an original to read: a file, URL or -", "PATH", "file", nargs="?"
        ),
        _argument("--at", "open at this item", "TARGET", "target"),
        _argument("--original", "your own copy of the original: a page, PDF, Word document or text", "FILE", "file"),
        STYLE,
        _argument("--theme", "the theme to start with", "THEME"),
        _flag("--no-mouse", "leave the mouse to the terminal"),
        _flag("--watch", "load the article again whenever its files are saved"),
        ALLOW_PRIVATE,
        ARTICLE,
    ),
    (
        Example("kztui", "read the bundled article"),
        Example("kztui content/zenn-2013 --at p3", "open a folder at paragraph 3"),
        Example("kztui saved-page.html", "read any page, PDF, Word document or text; nothing is written until Ctrl+S"),
        Example("kztui --original ~/article.html", "see the original beside the paraphrase"),
    ),
)

RENAMED_OPTIONS = {"--source": "--original"}
"""Options of the screen, from their old name to the new one. The old name is understood, with a hint."""

COMMANDS: tuple[CommandSpec, ...] = (
    CommandSpec(
        "search",
        "find items, best first",
        (
            _argument("query", "what to look for; several words are one query", "QUERY", nargs="+"),
            _argument("--kind", "only items of this kind", "KIND", choices=KIND_WORDS),
            _argument("--limit", "at most this many results (default: 20)", "N", type=int, default=20),
            *COMMON,
        ),
        (
            Example("kztui search janaozen", "names are found in any spelling"),
            Example("kztui search жанаозен --kind place --json", "in any script, as JSON"),
        ),
        "a list of {id, kind, label, aliases, score, snippet}, best first",
    ),
    CommandSpec(
        "show",
        "show one item with its links, or the article itself",
        (_argument("target", "the id of an item, such as p3", "TARGET", "target", nargs="?"), *COMMON),
        (
            Example("kztui show p3", "the paraphrase of paragraph 3, and what it names"),
            Example("kztui show", "title, authors, sections, and the number of items of each kind"),
        ),
        """{id, kind, label, aliases, date, paragraphs, text, note, my_note, fields, links}: fields as in the file,
links a list of {relation, direction, id, kind, label, role, paragraphs, remark, context};
without a target {article, sections, counts, links}: article as in the file, links how many there are""",
    ),
    CommandSpec(
        "list",
        "list the items in order",
        (_argument("kind", "only items of this kind", "KIND", nargs="?", choices=KIND_WORDS), *COMMON),
        (
            Example("kztui list events", "the events by date"),
            Example("kztui list --json | jq -r '.[].id'", "every target"),
        ),
        "a list of {id, kind, label, aliases, date, paragraphs}; date is null where there is none",
    ),
    CommandSpec(
        "path",
        "show how two items are connected, step by step",
        (
            _argument("start", "the id of an item", "A", "target"),
            _argument("end", "the id of another item", "B", "target"),
            _argument("--limit", "at most this many paths (default: 3)", "N", type=int, default=3),
            _flag("--mentions", "go along mentions too, not along what the article says of two items alone"),
            *COMMON,
        ),
        (
            Example("kztui path merah buryatskiy", "each step with its name and paragraphs"),
            Example("kztui path merah buryatskiy --mentions --limit 1", "the shortest path, weak links included"),
        ),
        """{from, to, left_out, only_through, paths}: left_out and only_through are lists of ids, paths a list of
{items, steps}, the shortest first; items are {id, kind, label}, steps {relation, paragraphs, weak}, one fewer""",
    ),
    CommandSpec(
        "cite",
        "cite items, or the article as a whole, one citation a line",
        (
            _argument("targets", "ids of items, such as p3", "TARGET", "target", nargs="*"),
            STYLE,
            _choice("--as", "for a note or the text, or for a list", FORMS, dest="form"),
            _argument("--paragraph", "pin the citation to these paragraphs", "4-6"),
            _choice("--locator", "how to name the place (default: the setting)", LOCATOR_POLICIES, default=None),
            _choice("--format", "how to write it; docx needs -o", (*FORMAT_NAMES, "docx")),
            _flag("--quote", "the words of the original, from your own copy, with their citation"),
            _argument("--choose", "with --quote: which of several sentences, by its number", "N", type=int),
            _argument("--original", "your own copy of the original", "FILE", "file"),
            _argument("-o --output", "write to this file instead of standard output", "FILE", "file"),
            _flag("--force", "overwrite the file"),
            _argument("--accessed", "when you read the page; no date is ever invented", "DATE"),
            _flag("--list-styles", "list the styles that have a short name"),
            *COMMON,
        ),
        (
            Example("kztui cite p3", "a full note with its paragraph"),
            Example("kztui cite --as entry --style apa", "the article in a list of references"),
            Example("kztui cite --format bibtex >> refs.bib", "for LaTeX"),
        ),
        """a list of {targets, text, hints}: what reads the same has several targets, the article as a whole has none;
with --list-styles a list of {name, edition}""",
    ),
    CommandSpec(
        "check",
        "list everything that is wrong in an article's files",
        (
            _argument("paths", "files or folders (default: the bundled articles)", "PATH", "file", nargs="*"),
            _flag("--strict", "let warnings fail the check too"),
            _flag("--open", "list the candidates that nobody has accepted yet, instead"),
            _flag("--rules", "list the rules, each with an example"),
            *COMMON,
        ),
        (
            Example("kztui check my-article/", "exit code 1 where there are errors"),
            Example("kztui check --rules", "what is checked"),
        ),
        """a list of {file, line, column, severity, rule, message, suggestion}, by place; suggestion may be empty;
with --rules a list of {name, severity, sentence, example}""",
    ),
    CommandSpec(
        "export",
        "write the whole article for another program",
        (
            _argument("--to", "what to write (default: json)", "FORMAT", choices=tuple(EXPORTS), default="json"),
            _argument("-o --output", "the file or folder to write; else standard output", "FILE", "file"),
            _flag("--force", "overwrite what is there"),
            _choice("--table", "which table (csv only)", EXPORTS["csv"].parts, default=None),
            _flag("--open", "with the candidates that nobody has accepted yet"),
            _flag("--no-editor-notes", "without the editor's notes"),
            _flag("--with-original", f"with the words of the original, from your own copy ({ORIGINALS} only)"),
            _argument("--original", "your own copy of the original", "FILE", "file"),
            *COMMON,
        ),
        (
            Example("kztui export --to html -o page.html", "one page to send to a colleague, for any browser"),
            Example("kztui export --to markdown -o article.md", "one document with footnotes"),
            Example("kztui export --to obsidian -o vault", "a folder of linked notes"),
            Example("kztui export --to csv --table actors", "a table for a spreadsheet"),
        ),
        "what --to asks for, which must be JSON; with -o {output, files}: files are the names in a folder",
    ),
    CommandSpec(
        "schema",
        "print the JSON Schema of the article format",
        (JSON, COLOR),
        (Example("kztui schema > article.schema.json", "for editors that check TOML while you type"),),
        "the same: a JSON Schema is JSON",
    ),
    CommandSpec(
        "new",
        "make the draft of an article from its original: a page, PDF, Word document, Markdown or text",
        (
            _argument("source", "the original to read: a file, a URL, or - (stdin)", "SOURCE", "file", nargs="?"),
            _argument("-o --output", "the folder to write (default: named after the article)", "DIR", "folder"),
            _flag("--blank", "write an empty article to fill in, without an original"),
            _flag("--force", "overwrite what is there"),
            _flag("--keep-here", "keep the original beside the draft, with a line in .gitignore"),
            ALLOW_PRIVATE,
            _flag("--text", "print the text as it is read, its paragraphs numbered; write nothing"),
            _argument("--csl", "take the metadata from CSL JSON, as Zotero exports it", "FILE", "file"),
            _argument("--bibtex", "take the metadata from BibTeX or BibLaTeX", "FILE", "file"),
            _argument("--ris", "take the metadata from RIS", "FILE", "file"),
            JSON,
            COLOR,
        ),
        (
            Example("kztui new saved-page.html -o my-article", "paragraphs, and candidates for actors, places, events"),
            Example("kztui new URL --keep-here", "from the web; the original is kept beside the draft"),
            Example("kztui new --blank -o my-article", "an empty article to fill in"),
            Example("kztui new saved-page.html --text", "see what is read of it, and what is left out"),
            Example("kztui new saved-page.html --bibtex my.bib", "with metadata from a reference manager's export"),
        ),
        "{folder, files, sections, paragraphs, events, actors, places, terms, claims, format, account}: names of "
        "files, how many of each; account is {visible, kept, share, left_out}: words, a list of {kind, words, sample}; "
        "with --text {format, language, metadata, blocks, account}; blocks are {text, kind, level, page, paragraph}; "
        "with --blank {folder, files}",
    ),
    CommandSpec(
        "help",
        "print a page of the manual, or the list of its pages",
        (_argument("topic", "the name of a page", "TOPIC", nargs="?", choices=TOPICS), JSON, COLOR),
        (
            Example("kztui help", "the pages, each in one line"),
            Example("kztui help search | less", "what can be searched for, and how"),
        ),
        """a list of {topic, title, summary}; with a topic {topic, title, summary, text}: text is Markdown""",
    ),
    CommandSpec(
        "completions",
        "print the completions for a shell",
        (
            _argument("shell", "bash, zsh or fish; its script calls targets and styles", "SHELL", choices=SHELLS),
            ARTICLE,
            COLOR,
        ),
        (
            Example('eval "$(kztui completions bash)"', "a line for ~/.bashrc"),
            Example('eval "$(kztui completions zsh)"', "a line for ~/.zshrc, after compinit"),
            Example("kztui completions fish > ~/.config/fish/completions/kztui.fish", "once"),
        ),
    ),
)  # fmt: skip # a table reads best with one argument a line

COMMAND_NAMES = tuple(command.name for command in COMMANDS)
