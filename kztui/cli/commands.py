"""The commands, each declared once: parser, help, completions and the manual's tables are made from it.

A command runs `run(options, out)` of the module of its name, which is imported only when it is called.
"""

from kztui.article.kinds import KINDS
from kztui.citation.request import FORMAT_NAMES, FORMS, LOCATOR_POLICIES
from kztui.cli.command_spec import COLOR, JSON, CommandSpec, argument, choice, flag
from kztui.cli.kind_words import KIND_WORDS
from kztui.cli.library_spec import LIBRARY
from kztui.export.formats import BY_NAME as EXPORTS
from kztui.manual.pages import TOPICS

ORIGINALS = ", ".join(each.name for each in EXPORTS.values() if each.with_original)
"""The formats that can hold the original."""


EDIT_OPERATIONS = (
    *("accept", "reject", "rename", "merge", "split", "move", "reorder", "delete", "set", "add", "link", "unlink"),
    *("write", "fix-ids", "undo", "redo", "log"),
)
SHELLS = ("bash", "zsh", "fish", "targets", "styles")
GROUPINGS = tuple(dict.fromkeys(grouping for kind in KINDS for grouping in kind.index_groupings))
STYLE = argument("--style", "citation style: a CSL style by name, or a .csl file", "STYLE", "style")
ARTICLE = argument(
    "--article",
    "the article's file or folder (default: $KZTUI_ARTICLE, the one in the config, or the bundled one)",
    "PATH",
    "file",
)
ALLOW_PRIVATE = flag("--allow-private", "fetch from this computer and its network too, not from the internet alone")
COMMON = (ARTICLE, JSON, COLOR)

SCREEN = CommandSpec(
    "",
    "open the article in linked panes",
    (
        argument(
            "path", "an article's file or folder, or an original to read: a file, URL or -", "PATH", "file", nargs="?"
        ),
        argument("--at", "open at this item", "TARGET", "target"),
        argument("--original", "your own copy of the original: a page, PDF, Word document or text", "FILE", "file"),
        STYLE,
        argument("--theme", "the theme to start with", "THEME"),
        flag("--no-mouse", "leave the mouse to the terminal"),
        flag("--watch", "load the article again whenever its files are saved"),
        flag("--private", "keep no history, bookmarks, notes or originals; goes with every command"),
        ALLOW_PRIVATE,
        argument("--library", "a library to open: its folder, postgresql://…, or its name", "PATH", "folder"),
        ARTICLE,
    ),
)

RENAMED_OPTIONS = {"--source": "--original"}
"""Options of the screen, from their old name to the new one. The old name is understood, with a hint."""

COMMANDS: tuple[CommandSpec, ...] = (
    CommandSpec(
        "search",
        "find items, best first",
        (
            argument("query", "what to look for; several words are one query", "QUERY", nargs="+"),
            argument("--kind", "only items of this kind", "KIND", choices=KIND_WORDS),
            argument("--limit", "at most this many results (default: 20)", "N", type=int, default=20),
            *COMMON,
        ),
    ),
    CommandSpec(
        "show",
        "show one item with its links, or the article itself",
        (
            argument("target", "the id of an item, such as p3", "TARGET", "target", nargs="?"),
            flag("--text", "as plain text: the whole article, or what an item says"),
            *COMMON,
        ),
    ),
    CommandSpec(
        "list",
        "list the items in order",
        (
            argument("kind", "only items of this kind", "KIND", nargs="?", choices=KIND_WORDS),
            choice("--by", "in groups: claims by source or kind, actors by kind", GROUPINGS, default=None),
            *COMMON,
        ),
    ),
    CommandSpec(
        "path",
        "show how two items are connected, step by step",
        (
            argument("start", "the id of an item", "A", "target"),
            argument("end", "the id of another item", "B", "target"),
            argument("--limit", "at most this many paths (default: 3)", "N", type=int, default=3),
            flag("--mentions", "go along mentions too, not along what the article says of two items alone"),
            *COMMON,
        ),
    ),
    CommandSpec(
        "cite",
        "cite items, or the article as a whole, one citation a line",
        (
            argument("targets", "ids of items, such as p3; in a library hale2015:p3", "TARGET", "target", nargs="*"),
            argument(
                "--library", "the library of such addresses: its folder, postgresql://…, or its name", "PATH", "folder"
            ),
            STYLE,
            choice("--as", "for a note or the text, or for a list", FORMS, dest="form"),
            argument("--paragraph", "pin the citation to these paragraphs", "4-6"),
            choice("--locator", "how to name the place (default: the setting)", LOCATOR_POLICIES, default=None),
            choice("--format", "how to write it; docx needs -o", (*FORMAT_NAMES, "docx")),
            flag("--quote", "the words of the original, from your own copy, with their citation"),
            argument("--choose", "with --quote: which of several sentences, by its number", "N", type=int),
            argument("--original", "your own copy of the original", "FILE", "file"),
            argument("-o --output", "write to this file instead of standard output", "FILE", "file"),
            flag("--force", "overwrite the file"),
            argument("--accessed", "when you read the page; no date is ever invented", "DATE"),
            flag("--list-styles", "list the styles that have a short name"),
            *COMMON,
        ),
    ),
    CommandSpec(
        "check",
        "list everything that is wrong in an article's files",
        (
            argument("paths", "files or folders (default: the bundled articles)", "PATH", "file", nargs="*"),
            flag("--strict", "let warnings fail the check too"),
            flag("--open", "list the candidates that nobody has accepted yet, instead"),
            flag("--rules", "list the rules, each with an example"),
            *COMMON,
        ),
    ),
    CommandSpec(
        "export",
        "write the whole article for another program",
        (
            argument("--to", "what to write (default: json)", "FORMAT", choices=tuple(EXPORTS), default="json"),
            argument("-o --output", "the file or folder to write; else standard output", "FILE", "file"),
            flag("--force", "overwrite what is there"),
            choice("--table", "which table (csv only)", EXPORTS["csv"].parts, default=None),
            flag("--open", "with the candidates that nobody has accepted yet"),
            flag("--no-editor-notes", "without the editor's notes"),
            flag("--with-original", f"with the words of the original, from your own copy ({ORIGINALS} only)"),
            argument("--original", "your own copy of the original", "FILE", "file"),
            *COMMON,
        ),
    ),
    CommandSpec(
        "schema",
        "print the JSON Schema of the article format",
        (JSON, COLOR),
    ),
    CommandSpec(
        "new",
        "make the draft of an article from its original: a page, PDF, Word document, Markdown or text",
        (
            argument("source", "the original to read: a file, a URL, or - (stdin)", "SOURCE", "file", nargs="?"),
            argument("-o --output", "the folder to write (default: named after the article)", "DIR", "folder"),
            flag("--blank", "write an empty article to fill in, without an original"),
            flag("--force", "overwrite what is there"),
            flag("--keep-here", "keep the original beside the draft, with a line in .gitignore"),
            ALLOW_PRIVATE,
            flag("--text", "print the text as it is read, its paragraphs numbered; write nothing"),
            argument("--csl", "take the metadata from CSL JSON, as Zotero exports it", "FILE", "file"),
            argument("--bibtex", "take the metadata from BibTeX or BibLaTeX", "FILE", "file"),
            argument("--ris", "take the metadata from RIS", "FILE", "file"),
            JSON,
            COLOR,
        ),
    ),
    CommandSpec(
        "edit",
        "change an article's files by small operations, which can be taken back",
        (
            argument("operation", "what to do: see `kztui help edit`", "OPERATION", choices=EDIT_OPERATIONS),
            argument("operands", "targets, names, values: what the operation takes", "WORD", "target", nargs="*"),
            flag("--dry-run", "print the diff; change nothing"),
            flag("--append", "set: add the value to a list"),
            flag("--remove", "set: remove the value from a list, or the field"),
            argument("--paragraph", "add: the paragraph that says so", "N"),
            argument("--words", "add: which of its words, in the original", "A-B"),
            argument("--id", "add: the new item's id (default: made of its name)", "ID"),
            argument("--field", "add: another field; may be given again", "KEY=VALUE", action="append"),
            flag("--all", "link, unlink: the same words in all paragraphs"),
            flag("--alias", "link: make the words a name of the item"),
            argument("--original", "link, split: your own copy of the original", "FILE", "file"),
            *COMMON,
        ),
    ),
    LIBRARY,
    CommandSpec(
        "help",
        "print a page of the manual, or the list of its pages",
        (argument("topic", "the name of a page", "TOPIC", nargs="?", choices=TOPICS), JSON, COLOR),
    ),
    CommandSpec(
        "completions",
        "print the completions for a shell",
        (
            argument("shell", "bash, zsh or fish; its script calls targets and styles", "SHELL", choices=SHELLS),
            ARTICLE,
            COLOR,
        ),
    ),
)  # fmt: skip # a table reads best with one argument a line

COMMAND_NAMES = tuple(command.name for command in COMMANDS)
