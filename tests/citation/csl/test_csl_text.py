"""Quotation marks, apostrophes, tags, letter case and punctuation."""

import pytest

from kztui.citation.csl.nodes import Formatting, Node
from kztui.citation.csl.output import escape_markdown, write_line
from kztui.citation.csl.punctuation import flatten
from kztui.citation.csl.rich_text import QuotationMarks, tokenize
from kztui.citation.csl.text_case import convert_case

AMERICAN = QuotationMarks("“", "”", "‘", "’")
BRITISH = QuotationMarks("‘", "’", "“", "”")
IN_QUOTES = (Formatting("quotes", "outer"),)
ITALIC = (Formatting("font-style", "italic"),)


def plain(node: Node, quotes: QuotationMarks = AMERICAN, *, inside: bool = True) -> str:
    return write_line(flatten(node, quotes, inside), quotes, "text")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The “new” wars", "The “new” wars"),
        ('The "new" wars', "The “new” wars"),
        ("The 'new' wars", "The “new” wars"),
        ("The \"new\" and 'old' wars", "The “new” and ‘old’ wars"),
        ("O'Neill's clans' land", "O’Neill’s clans’ land"),
        ("The '90s", "The ’90s"),
        ("don't “do” it", "don’t “do” it"),
        ('A lone " sign', 'A lone " sign'),
        ("«Guillemets» stay", "«Guillemets» stay"),
        ("‘single’ outside", "‘single’ outside"),
        ('5" pipe', '5" pipe'),
        ('A "well " of', 'A "well " of'),
    ],
)
def test_quotes_of_a_field(text: str, right: str) -> None:
    assert plain(Node(text)) == right


@pytest.mark.parametrize(
    ("text", "american", "british"),
    [
        ("The “new” wars", "“The ‘new’ wars”", "‘The “new” wars’"),
        ("The ‘new’ wars", "“The ‘new’ wars”", "‘The “new” wars’"),
        ("On “the ‘so-called’ state”", "“On ‘the “so-called” state’”", "‘On “the ‘so-called’ state”’"),
    ],
)
def test_quotes_within_quotes_change_their_form(text: str, american: str, british: str) -> None:
    node = Node(text, formatting=IN_QUOTES)
    assert plain(node) == american
    assert plain(node, BRITISH) == british


def test_quotes_in_a_title_that_stands_without_quotes_are_outer_ones() -> None:
    node = Node("The ‘new’ wars", formatting=(Formatting("quotes", "none"),))
    assert plain(node) == "The “new” wars"
    assert plain(Node([Node("On "), node], formatting=ITALIC)) == "On The “new” wars"


@pytest.mark.parametrize(
    ("text", "suffix", "american", "british"),
    [
        ("Roads", ",", "“Roads,”", "‘Roads’,"),
        ("Roads", ".", "“Roads.”", "‘Roads’."),
        ("Roads?", ",", "“Roads?,”", "‘Roads?’,"),
        ("Roads?", ".", "“Roads?”", "‘Roads?’"),
        ("Roads.", ".", "“Roads.”", "‘Roads.’"),
        ("Roads", ":", "“Roads”:", "‘Roads’:"),
        ("The “roads”", ",", "“The ‘roads,’”", "‘The “roads”’,"),
    ],
)
def test_punctuation_meets_a_closing_quote(text: str, suffix: str, american: str, british: str) -> None:
    node = Node(text, suffix=suffix, formatting=IN_QUOTES)
    assert plain(node) == american
    assert plain(node, BRITISH, inside=False) == british


@pytest.mark.parametrize(
    ("left", "right", "together"),
    [
        ("etc.", ". ", "etc. X"),
        ("U.S.", ", ", "U.S., X"),
        ("Why?", ". ", "Why? X"),
        ("Why?", ", ", "Why?, X"),
        ("Stop!", ": ", "Stop! X"),
        ("A, ", ", ", "A, X"),
        ("Roads:", "? ", "Roads? X"),
        ("Roads;", "! ", "Roads! X"),
        ("…", ". ", "…. X"),
    ],
)
def test_punctuation_is_never_doubled(left: str, right: str, together: str) -> None:
    assert plain(Node([Node(left), Node("X")], delimiter=right)) == together


def test_a_fields_own_punctuation_is_its_own() -> None:
    assert plain(Node("Wait... what?! “Yes”, they said")) == "Wait... what?! “Yes”, they said"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("counter-terrorism strategies", "Counter-Terrorism Strategies"),
        ("the rise and fall of the up-to-date state", "The Rise and Fall of the Up-to-Date State"),
        ("steppe: an atlas", "Steppe: An Atlas"),
        ("why now? the end", "Why Now? The End"),
        ("what dreams are made of", "What Dreams Are Made Of"),
        ("Kazakhstan’s iPhone and NATO", "Kazakhstan’s iPhone and NATO"),
        ("it’ll be “the end”", "It’ll Be “the End”"),
        ("either/or (and disorder)", "Either/or (and Disorder)"),
        ('the <span class="nocase">van Gogh</span> letters', 'The <span class="nocase">van Gogh</span> Letters'),
        ("the role of α", "The Role of α"),
        ("", ""),
    ],
)
def test_title_case(text: str, right: str) -> None:
    assert convert_case(text, "title", "en-US") == right


def test_title_case_is_for_english_alone() -> None:
    assert convert_case("l’histoire de la steppe", "title", "fr") == "l’histoire de la steppe"


@pytest.mark.parametrize(
    ("case", "right"),
    [
        ("capitalize-first", "Para. of NATO"),
        ("uppercase", "PARA. OF NATO"),
        ("lowercase", "para. of nato"),
        ("sentence", "Para. of nato"),
        ("capitalize-all", "Para. Of NATO"),
        ("unknown", "para. of NATO"),
    ],
)
def test_other_cases(case: str, right: str) -> None:
    assert convert_case("para. of NATO", case, "en") == right


@pytest.mark.parametrize(
    ("text", "case", "right"),
    [
        ('<span class="nocase">de</span> la rive', "capitalize-first", '<span class="nocase">de</span> la rive'),
        ("<sc>opec</sc> and oil", "capitalize-all", "<sc>opec</sc> And Oil"),
        ('<span style="font-variant:small-caps;">opec</span> now', "uppercase", None),
        ("<i>the</i> rive", "capitalize-first", "<i>The</i> rive"),
        ("the herder's well, 'deep'", "capitalize-all", "The Herder's Well, 'Deep'"),
        ("ROADS OF SALT", "sentence", "Roads of salt"),
        ("NATO Roads of Salt", "sentence", "NATO roads of salt"),
        ("‘NATO’ Roads", "sentence", "‘NATO’ roads"),
        ("roads of NATO", "sentence", "Roads of nato"),
        ("d’Arvor on L’Aube Rouge", "sentence", "D’Arvor on l’Aube rouge"),
        ("L’AUBE ROUGE", "sentence", "L’aube rouge"),
        ("the road:\u202fa study", "title", "The Road:\u202fA Study"),
    ],
)
def test_case_leaves_tags_and_parts_of_words_alone(text: str, case: str, right: str | None) -> None:
    wanted = right or text.replace(" now", " NOW")
    assert convert_case(text, case, "en") == wanted


def test_tags_of_csl_are_markup_and_all_others_are_text() -> None:
    node = Node("Reading <i>Manas</i>, H<sub>2</sub>O and <b>more</b> of <tag> & <i")
    tokens = flatten(node, AMERICAN, True)
    assert write_line(tokens, AMERICAN, "text") == "Reading Manas, H2O and more of <tag> & <i"
    assert write_line(tokens, AMERICAN, "markdown") == "Reading *Manas*, H<sub>2</sub>O and **more** of \\<tag> & \\<i"
    assert (
        write_line(tokens, AMERICAN, "html")
        == "Reading <i>Manas</i>, H<sub>2</sub>O and <b>more</b> of &lt;tag&gt; &amp; &lt;i"
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('<i>a "b</i> c', '<i>a "b</i> c'),
        ("<i>a <b>b “c</i> d", "<i>a &lt;b&gt;b “c</i> d"),
        ("<i>a</b> b</i> c</i>", "<i>a&lt;/b&gt; b</i> c&lt;/i&gt;"),
    ],
)
def test_what_is_open_does_not_keep_a_tag_around_it_from_closing(text: str, right: str) -> None:
    assert write_line(flatten(Node(text), AMERICAN, True), AMERICAN, "html") == right


def test_italics_within_italics_stand_upright() -> None:
    tokens = flatten(Node("Reading <i>Manas</i> again", formatting=ITALIC), AMERICAN, True)
    assert write_line(tokens, AMERICAN, "html") == "<i>Reading </i>Manas<i> again</i>"
    assert write_line(tokens, AMERICAN, "markdown") == "*Reading* Manas *again*"


def test_emphasis_that_markdown_would_not_see_is_written_in_html() -> None:
    node = Node([Node("The “", formatting=ITALIC), Node("x")])
    assert write_line(flatten(node, AMERICAN, True), AMERICAN, "markdown") == "<i>The “</i>x"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("*not* _so_ `code`", r"\*not\* \_so\_ \`code\`"),
        ("snake_case stays", "snake_case stays"),
        ("[text](url)", r"\[text](url)"),
        ("[Online] and [1]", "[Online] and [1]"),
        ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
        ("<https://e.org/a_b*c> and 5 < 6", "<https://e.org/a_b*c> and 5 < 6"),
        ("AT&amp;T & Co", r"AT\&amp;T & Co"),
        ("back\\slash ~strike~", r"back\\slash \~strike\~"),
    ],
)
def test_markdown_is_escaped(text: str, right: str) -> None:
    assert escape_markdown(text) == right


@pytest.mark.parametrize(("text", "right"), [("# one", r"\# one"), ("> one", r"\> one"), ("[a]: b", r"\[a]: b")])
def test_the_beginning_of_a_line_is_escaped_too(text: str, right: str) -> None:
    assert write_line(flatten(Node(text), AMERICAN, True), AMERICAN, "markdown") == right


def test_html_is_escaped() -> None:
    tokens = flatten(Node('<script>alert("x")</script>'), AMERICAN, True)
    assert write_line(tokens, AMERICAN, "html") == "&lt;script&gt;alert(“x”)&lt;/script&gt;"


def test_blanks_at_the_ends_and_line_breaks_go() -> None:
    assert plain(Node([Node("  A\nlong  title "), Node(" ")])) == "A long title"


def test_without_a_locales_quotes_only_tags_are_read() -> None:
    assert [token.text for token in tokenize("a 'b' <i>c</i>", None)] == ["a 'b' ", "", "c", ""]
