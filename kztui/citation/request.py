"""What can be asked of a citation, and every format that it can be written in; nothing here renders anything.

The command line, the copy dialog, the exports and the manual derive their lists from this module, which start-up can
afford to import. A new citation format is one line in `FORMATS` and one function in `kztui.citation.formats`.
"""

from typing import Literal, NamedTuple

from msgspec import Struct

DEFAULT_STYLE = "chicago-notes"
RUNNING_TEXT_STYLE = "chicago-author-date"
"""The style that stands for the default one within a text, where a note would be too long."""


def running_text_style(style: str) -> str:
    """The style for a citation within a text: the chosen one, but the sibling of the default one without notes."""
    return RUNNING_TEXT_STYLE if style == DEFAULT_STYLE else style


Form = Literal["citation", "entry"]
FORMS: tuple[Form, ...] = ("citation", "entry")
"""`citation`: for the text or its note, with a locator; `entry`: for the bibliography, without."""

LocatorPolicy = Literal["auto", "article", "section", "csl", "none"]
LOCATOR_POLICIES: tuple[LocatorPolicy, ...] = ("auto", "article", "section", "csl", "none")
"""How a place is named. `auto`: by pages where the reader's copy has them, else as the style's manual wants it;
`article`: paragraphs counted through the article; `section`: counted under their heading, where one holds them all;
`csl`: the paragraphs counted through the article, as the CSL file prints them; `none`: not at all."""


LocatorForm = Literal["number", "section", "under", "none"]
"""`number`: the paragraph's number in the article; `section`, `under`: its heading, and its number under that."""
# By the beginning of the CSL id; variants of a style follow its manual too.
_LOCATOR_FORMS: tuple[tuple[str, LocatorForm], ...] = (
    ("apa-", "section"),
    ("harvard-cite-them-right-", "section"),
    ("chicago-", "under"),
    ("modern-language-association-", "none"),
)
_IDS = {"harvard": "harvard-cite-them-right", "mla": "modern-language-association"}
"""The ids of the short names that do not begin alike."""


def manual_locator_form(style: str) -> LocatorForm:
    """The form of locator that the manual behind a style wants; `style` is a short name or a CSL id."""
    csl_id = f"{_IDS.get(style, style)}-"
    return next((form for begin, form in _LOCATOR_FORMS if csl_id.startswith(begin)), "number")


def counts_under_headings(style: str, policy: LocatorPolicy) -> bool:
    """Whether a style counts paragraphs under printed headings, by what the policy asks for."""
    return policy == "section" or (policy == "auto" and manual_locator_form(style) in {"section", "under"})


FormatKind = Literal["styled", "link", "snippet", "record"]
"""What a format's function takes, and gives:

- `styled(item, locator, request)`: one line in a CSL style, hints, and why the place is named as it is;
- `link(publication)`: one line that needs no style;
- `snippet(item, locator)`: one line that another program turns into a citation;
- `record(item)`: a file of several lines for a reference manager.
"""


class CitationFormat(Struct, frozen=True):
    """One format that a citation can be written in."""

    name: str
    """As `kztui cite --format` takes it."""
    label: str
    """As the copy dialog shows it."""
    letter: str
    """The key that copies it in the copy dialog; empty where the dialog has lines of its own for it."""
    kind: FormatKind
    writer: str
    """`module.function` in `kztui.citation.formats`; imported when the format is asked for."""
    export: str = ""
    """What `kztui export` says of it; empty where it is no export."""
    is_json: bool = False


FORMATS: tuple[CitationFormat, ...] = (
    CitationFormat("text", "plain text", "", "styled", "styled_text.styled"),
    CitationFormat("markdown", "Markdown", "m", "styled", "styled_text.styled"),
    CitationFormat("html", "HTML", "h", "styled", "styled_text.styled"),
    CitationFormat("link", "link", "l", "link", "snippets.link"),
    CitationFormat("pandoc", "pandoc", "p", "snippet", "snippets.pandoc"),
    CitationFormat("org", "org", "o", "snippet", "snippets.org"),
    CitationFormat("latex", "LaTeX", "x", "snippet", "snippets.latex"),
    CitationFormat("typst", "Typst", "t", "snippet", "snippets.typst"),
    CitationFormat("bibtex", "BibTeX", "b", "record", "bibtex.bibtex", "the reference, for BibTeX"),
    CitationFormat("biblatex", "BibLaTeX", "d", "record", "biblatex.biblatex", "the reference, for BibLaTeX"),
    CitationFormat("ris", "RIS", "r", "record", "ris.ris", "the reference, for EndNote and most others"),
    CitationFormat(
        "csl-json", "CSL-JSON", "j", "record", "csl_json.csl_json", "the reference, for Zotero and pandoc", is_json=True
    ),
    CitationFormat("hayagriva", "Hayagriva", "y", "record", "hayagriva.hayagriva", "the reference, for Typst"),
)
FORMAT_NAMES = tuple(each.name for each in FORMATS)


class CitationRequest(NamedTuple):
    """How a citation is wanted. `style`: a name of `styles.list_styles()`, any CSL id, or a path to a `.csl` file."""

    style: str = DEFAULT_STYLE
    form: Form = "citation"
    format: str = "text"
    """One of `FORMAT_NAMES`; only those of the kind `styled` depend on `style`, `form` and `locale`."""
    locator: LocatorPolicy = "auto"
    paragraphs: tuple[int, ...] = ()
    """Paragraphs to cite in place of those of the targets."""
    accessed: str = ""
    """The day on which the reader saw the page (EDTF); printed by the styles that ask for it."""
    locale: str = ""
    """A locale such as `de-DE` in place of the style's own."""
    number: int = 1
    """The number of the work in its list of references, which some styles print."""


class Citation(NamedTuple):
    """A citation, ready to paste: plain text or, in `markdown` and `html`, marked up and escaped."""

    text: str
    hints: tuple[str, ...] = ()
    """What the reader should know about it, such as that the style gives no locator."""
    targets: tuple[str, ...] = ()
    """Which of several items it cites; none where it cites the article as a whole."""
    place: str = ""
    """Where its locator points, by every number that styles name it by, and why this style names it as it does; empty
    where it has no locator."""
