"""The commands, each declared once: the parser, the help, the completions and the README's table follow from it.

A command runs `run(options, out)` of the module of its name, which is imported only when it is called.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from kztui.article.model import ITEM_KINDS
from kztui.citation.request import FORMAT_NAMES, FORMS, LOCATOR_POLICIES
from kztui.export.formats import BY_NAME as EXPORTS
from kztui.manual.pages import TOPICS

Settings = Mapping[str, Any]


class Argument(NamedTuple):
    """One argument, as argparse takes it, and what a shell may complete it with."""

    flags: tuple[str, ...]
    help: str
    settings: Settings = MappingProxyType({})
    completes: str = ""
    """`file`, `folder`, `target`, `style`; empty for nothing, or for the choices in `settings`."""


class Example(NamedTuple):
    """A line to type, and what it gives."""

    line: str
    gives: str


class Command(NamedTuple):
    """One command as its user meets it."""

    name: str
    sentence: str
    arguments: tuple[Argument, ...]
    examples: tuple[Example, ...]
    json: str = ""
    """What it writes with --json; where that is a table or a list of tables, their keys in order, within braces."""


def _flag(flag: str, says: str) -> Argument:
    return Argument((flag,), says, {"action": "store_true"})


def _choice(flag: str, says: str, choices: tuple[str, ...], **settings: Any) -> Argument:
    """An option with fixed values; the first is the default, unless `settings` say otherwise."""
    default = settings.get("default", choices[0])
    if default:
        says = f"{says} (default: {default})"
    return Argument((flag,), says, {"choices": choices, "default": choices[0], **settings})


def _takes(flags: str, says: str, metavar: str, completes: str = "", **settings: Any) -> Argument:
    """An argument with a value; `flags` are split at blanks."""
    return Argument(tuple(flags.split()), says, {"metavar": metavar, **settings}, completes)


SHELLS = ("bash", "zsh", "fish", "targets", "styles")
KINDS = (*ITEM_KINDS, *(f"{kind}s" for kind in ITEM_KINDS))
STYLE = _takes("--style", "citation style: a CSL style by name, or a .csl file", "STYLE", "style")
JSON = _flag("--json", "write JSON")
ARTICLE = _takes(
    "--article",
    "the article's file or folder (default: $KZTUI_ARTICLE, the one in the config, or the bundled one)",
    "PATH",
    "file",
)
COLOR = _choice(
    "--color", "when to use colours; auto: on a terminal, unless NO_COLOR is set", ("auto", "always", "never")
)
COMMON = (ARTICLE, JSON, COLOR)

SCREEN = Command(
    "",
    "open the article in linked panes",
    (
        _takes("path", "the article's file or folder", "PATH", "file", nargs="?"),
        _takes("--at", "open at this item", "TARGET", "target"),
        _takes("--source", "your own copy of the original, as text or HTML", "FILE", "file"),
        STYLE,
        _takes("--theme", "the theme to start with", "THEME"),
        _flag("--no-mouse", "leave the mouse to the terminal"),
        _flag("--watch", "load the article again whenever its files are saved"),
        ARTICLE,
    ),
    (
        Example("kztui", "read the bundled article"),
        Example("kztui content/zenn-2013 --at p3", "open a folder at paragraph 3"),
        Example("kztui --source ~/article.html", "see the original beside the article in our own words"),
    ),
)

COMMANDS: tuple[Command, ...] = (
    Command(
        "search",
        "find items, best first",
        (
            _takes("query", "what to look for; several words are one query", "QUERY", nargs="+"),
            _takes("--kind", "only items of this kind", "KIND", choices=KINDS),
            _takes("--limit", "at most this many hits (default: 20)", "N", type=int, default=20),
            *COMMON,
        ),
        (
            Example("kztui search janaozen", "names are found in any spelling"),
            Example("kztui search жанаозен --kind place --json", "in any script, as JSON"),
        ),
        "a list of {id, kind, label, aliases, score, snippet}, best first",
    ),
    Command(
        "show",
        "show one item with its links, or the article itself",
        (_takes("target", "the id of an item, such as p3", "TARGET", "target", nargs="?"), *COMMON),
        (
            Example("kztui show p3", "paragraph 3 in our own words, and what it names"),
            Example("kztui show", "title, authors, sections, and how much there is of what"),
        ),
        """{id, kind, label, aliases, date, paragraphs, text, note, fields, links}: fields as in the file,
links a list of {relation, direction, id, kind, label, role, paragraphs, remark, context};
without a target {article, sections, counts, links}: article as in the file, links how many there are""",
    ),
    Command(
        "list",
        "list the items in order",
        (_takes("kind", "only items of this kind", "KIND", nargs="?", choices=KINDS), *COMMON),
        (
            Example("kztui list events", "the events by date"),
            Example("kztui list --json | jq -r '.[].id'", "every target"),
        ),
        "a list of {id, kind, label, aliases, date, paragraphs}; date is null where there is none",
    ),
    Command(
        "cite",
        "cite items, or the article as a whole, one citation a line",
        (
            _takes("targets", "ids of items, such as p3", "TARGET", "target", nargs="*"),
            STYLE,
            _choice("--as", "for a note or the text, or for a list", FORMS, dest="form"),
            _takes("--paragraph", "pin the citation to these paragraphs", "4-6"),
            _choice("--locator", "how to name the paragraph", LOCATOR_POLICIES),
            _choice("--format", "how to write it", FORMAT_NAMES),
            _takes("--accessed", "when you read the page; no date is ever invented", "DATE"),
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
    Command(
        "check",
        "list everything that is wrong in an article's files",
        (
            _takes("paths", "files or folders (default: the bundled articles)", "PATH", "file", nargs="*"),
            _flag("--strict", "let warnings fail the check too"),
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
    Command(
        "export",
        "write the whole article for another program",
        (
            _takes("--to", "what to write (default: json)", "FORMAT", choices=tuple(EXPORTS), default="json"),
            _takes("-o --output", "the file or folder to write; else standard output", "FILE", "file"),
            _flag("--force", "write over what is there"),
            _choice("--table", "which table (csv only)", EXPORTS["csv"].parts, default=None),
            *COMMON,
        ),
        (
            Example("kztui export --to markdown -o article.md", "one document with footnotes"),
            Example("kztui export --to obsidian -o vault", "a folder of linked notes"),
            Example("kztui export --to csv --table actors", "a table for a spreadsheet"),
        ),
        "what --to asks for, which must be JSON; with -o {output, files}: files are the names in a folder",
    ),
    Command(
        "schema",
        "print the JSON Schema of the article format",
        (JSON, COLOR),
        (Example("kztui schema > article.schema.json", "for editors that check TOML while you type"),),
        "the same: a JSON Schema is JSON",
    ),
    Command(
        "new",
        "make the skeleton of an article from a text, Markdown or HTML copy",
        (
            _takes("source", "the copy to read", "SOURCE", "file"),
            _takes("-o --output", "the folder to write (default: named after the article)", "DIR", "folder"),
            _flag("--force", "write over what is there"),
            JSON,
            COLOR,
        ),
        (Example("kztui new saved-page.html -o my-article", "paragraphs, and candidates for actors, places, events"),),
        "{folder, files, sections, paragraphs, events, actors, places, terms}: names of files, and how many of each",
    ),
    Command(
        "help",
        "print a page of the manual, or the list of its pages",
        (_takes("topic", "the name of a page", "TOPIC", nargs="?", choices=TOPICS), JSON, COLOR),
        (
            Example("kztui help", "the pages, each in one line"),
            Example("kztui help search | less", "what can be searched for, and how"),
        ),
        """a list of {topic, title, summary}; with a topic {topic, title, summary, text}: text is Markdown""",
    ),
    Command(
        "completions",
        "print the completions for a shell",
        (
            _takes("shell", "bash, zsh or fish; or what its script asks for: targets, styles", "SHELL", choices=SHELLS),
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

NAMES = tuple(command.name for command in COMMANDS)
