"""The commands, each declared once: parser, help, completions and the manual's tables are made from it.

A command runs `run(options, out)` of the module of its name, which is imported only when it is called.
"""

from kztui.article.kinds import KINDS
from kztui.citation.request import FORMAT_NAMES, FORMS, LOCATOR_POLICIES
from kztui.cli.command_spec import COLOR, JSON, CommandSpec, Example, argument, choice, flag
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
    (
        Example("kztui", "read the bundled article"),
        Example("kztui content/zenn-2013 --at p3", "open a folder at paragraph 3"),
        Example("kztui saved-page.html", "read any page, PDF, Word document or text; nothing is written until Ctrl+S"),
        Example("kztui ~/papers", "open a library: choose among its articles, search all of them"),
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
            argument("query", "what to look for; several words are one query", "QUERY", nargs="+"),
            argument("--kind", "only items of this kind", "KIND", choices=KIND_WORDS),
            argument("--limit", "at most this many results (default: 20)", "N", type=int, default=20),
            *COMMON,
        ),
        (
            Example("kztui search janaozen", "names are found in any spelling"),
            Example("kztui search жанаозен --kind place --json", "in any script, as JSON"),
        ),
        "a list of {id, kind, label, aliases, score, snippet, source}, best first; source is null where there is none",
    ),
    CommandSpec(
        "show",
        "show one item with its links, or the article itself",
        (
            argument("target", "the id of an item, such as p3", "TARGET", "target", nargs="?"),
            flag("--text", "as plain text: the whole article, or what an item says"),
            *COMMON,
        ),
        (
            Example("kztui show --text | less", "the whole article as plain text"),
            Example("kztui show p3", "the paraphrase of paragraph 3, and what it names"),
            Example("kztui show", "title, authors, sections, and the number of items of each kind"),
        ),
        """{id, kind, type, label, aliases, date, foreseen, source, paragraphs, text, note, my_note, fields, links}:
fields as in the file, links a list of {relation, direction, id, kind, label, role, paragraphs, remark, context};
without a target {article, my_note, sections, counts, links}: article as in the file, links how many there are""",
    ),
    CommandSpec(
        "list",
        "list the items in order",
        (
            argument("kind", "only items of this kind", "KIND", nargs="?", choices=KIND_WORDS),
            choice("--by", "in groups: claims by source or kind, actors by kind", GROUPINGS, default=None),
            *COMMON,
        ),
        (
            Example("kztui list events", "the events by date, with those that are foreseen marked"),
            Example("kztui list claims --by source", "who says what"),
            Example("kztui list --json | jq -r '.[].id'", "every target"),
        ),
        """a list of {id, kind, type, label, aliases, date, foreseen, source, paragraphs}; type, date and source
are null where there is none; with --by group after group""",
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
            argument("paths", "files or folders (default: the bundled articles)", "PATH", "file", nargs="*"),
            flag("--strict", "let warnings fail the check too"),
            flag("--open", "list the candidates that nobody has accepted yet, instead"),
            flag("--rules", "list the rules, each with an example"),
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
        (
            Example("kztui edit rename dockers dock-workers", "an id, and all that names it"),
            Example('kztui edit set summit date "early May 2011"', "a date as written, kept as EDTF"),
            Example("kztui edit reject arab-spring", "its links become plain words"),
            Example("kztui edit undo", "take the last edit back"),
            Example("kztui edit rename opening quay-opening --article my-article --dry-run", "see the diff alone"),
        ),
        """{operation, done, summary, target, files, renamed, notes, diff}: files that change, renamed from old target
to new; undo and redo of several edits a list of them; log a list of {number, time, summary, undone}""",
    ),
    LIBRARY,
    CommandSpec(
        "help",
        "print a page of the manual, or the list of its pages",
        (argument("topic", "the name of a page", "TOPIC", nargs="?", choices=TOPICS), JSON, COLOR),
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
            argument("shell", "bash, zsh or fish; its script calls targets and styles", "SHELL", choices=SHELLS),
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
