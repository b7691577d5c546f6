"""Whatever a citation style holds, it prints a line or is refused: styles of a grammar, and real ones mutated.

`KZTUI_LONG=1` runs the long form: tens of thousands of styles.
"""

import os
import random
import re
import time
import unicodedata
from pathlib import Path

import pytest

from kztui.citation.csl.context import Pinpoint
from kztui.citation.csl.render import render_citation, render_entry
from kztui.citation.errors import CitationError
from kztui.citation.styles import CslStyle, find_style

LONG = os.environ.get("KZTUI_LONG") == "1"
CASES = 10_000 if LONG else 40
SECONDS = 5.0
"""Of processor time for a style of some kilobytes, which may repeat itself up to a limit."""
ITEM = {
    "id": "x",
    "type": "article-journal",
    "title": 'On “quays” and <i>tides</i>: a "survey"',
    "container-title": "Harbour Review",
    "author": [
        {"family": "Halvorsen", "given": "Mira A.", "non-dropping-particle": "van"},
        {"literal": "Pilots’ Guild"},
    ],
    "issued": {"date-parts": [[2011, 5, 3], [2011, 6]]},
    "page": "101-115",
    "volume": "4",
    "language": "en",
    "URL": "https://quay.example/a?b=c&d",
}
REAL = ("apa", "chicago-notes-bibliography", "ieee", "mla", "nature")
TAGS = (
    *(
        "text",
        "number",
        "label",
        "date",
        "date-part",
        "names",
        "name",
        "name-part",
        "et-al",
        "institution",
        "substitute",
    ),
    *("group", "choose", "if", "else-if", "else", "sort", "key", "layout", "macro", "style", "bibliography", "x"),
)
VALUES = (
    *(
        "title",
        "author",
        "issued",
        "page",
        "locator",
        "volume",
        "URL",
        "author editor translator",
        "m0",
        "m1",
        "m2",
        "m3",
    ),
    *(
        "long",
        "short",
        "ordinal",
        "verb",
        "a'b",
        "]|//*",
        "-1",
        "0",
        "99999999999999999999",
        "1e9",
        "true",
        "false",
        "",
    ),
    *(
        "year",
        "month",
        "day",
        "numeric",
        "text",
        "and",
        "symbol",
        "first",
        "always",
        "never",
        "italic",
        "bold",
        "uppercase",
    ),
    *(
        "sentence",
        "title-case",
        "&#x202e;",
        "&#x9b;",
        "\u200b",
        " ",
        "{",
        "{0}",
        "%s",
        "\\",
        "article-journal",
        "none",
        "any",
    ),
)
ATTRIBUTES = (
    *(
        "variable",
        "macro",
        "term",
        "value",
        "form",
        "prefix",
        "suffix",
        "delimiter",
        "type",
        "match",
        "is-numeric",
        "position",
    ),
    *(
        "date-parts",
        "range-delimiter",
        "and",
        "initialize-with",
        "name-as-sort-order",
        "et-al-min",
        "et-al-use-first",
        "plural",
    ),
    *(
        "text-case",
        "font-style",
        "vertical-align",
        "quotes",
        "strip-periods",
        "display",
        "locator",
        "disambiguate",
        "name",
    ),
    *(
        "delimiter-precedes-last",
        "et-al-use-last",
        "names-min",
        "include-period",
        "page-range-format",
        "sort-separator",
    ),
)


def element(chance: random.Random, depth: int = 0) -> str:
    tag = chance.choice(TAGS if depth else ("text", "group", "names", "date", "choose", "number"))
    attributes = dict(zip(chance.sample(ATTRIBUTES, 3), chance.choices(VALUES, k=3), strict=True))
    if tag in {"text", "number", "names", "date"} and chance.random() < 0.8:
        attributes = {**attributes, "variable": chance.choice(VALUES[:8])}
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    inner = "".join(element(chance, depth + 1) for _ in range(chance.choice((0, 0, 1, 2, 3)) if depth < 5 else 0))
    return f"<{tag} {written}>{inner}</{tag}>"


def of_the_grammar(chance: random.Random) -> str:
    macros = "".join(f'<macro name="m{at}">{element(chance)}</macro>' for at in range(chance.randrange(4)))
    cls, locale = (
        chance.choice(("note", "in-text", "x", "")),
        chance.choice(("en-US", "", "xx", "a/../b", "de", "kk-KZ")),
    )
    areas = "".join(
        f'<{area} et-al-min="{chance.choice(VALUES)}"><layout prefix="{chance.choice(VALUES)}">'
        f"{''.join(element(chance) for _ in range(chance.randrange(1, 4)))}</layout></{area}>"
        for area in ("citation", "bibliography")
    )
    head = f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{cls}" default-locale="{locale}">'
    return head + macros + areas + "</style>"


def mutated(chance: random.Random) -> str:
    """A real style with elements lost, doubled or exchanged, and attributes of others."""
    pieces = re.split(r"(?=<)", find_style(chance.choice(REAL)).path.read_text(encoding="utf-8"))
    for _ in range(chance.choice((1, 2, 5, 20))):
        at, other = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
        swapped = re.sub(r'"[^"]*"', lambda _: f'"{chance.choice(VALUES)}"', pieces[at], count=chance.choice((1, 2)))
        pieces[at] = chance.choice(("", pieces[other], pieces[at] * 2, swapped, swapped, swapped))
    return "".join(pieces)


@pytest.mark.long
@pytest.mark.once
@pytest.mark.timeout(3600 if LONG else 300)
@pytest.mark.parametrize("make", [of_the_grammar, mutated])
def test_any_style_prints_a_line_or_is_refused(make: object, tmp_path: Path) -> None:
    assert callable(make)
    printed = 0
    for seed in range(CASES):
        own = tmp_path / f"{seed}.csl"
        own.write_text(make(random.Random(seed)), encoding="utf-8")  # noqa: S311 - repeatable cases, no secrets
        style = CslStyle("own", "own", own)
        start = time.process_time()
        for render in (render_citation, render_entry):
            try:
                line = (
                    render(ITEM, style, Pinpoint("paragraph", "3"))
                    if render is render_citation
                    else render(ITEM, style)
                )
            except CitationError:
                continue
            printed += 1
            assert not [sign for sign in line if unicodedata.category(sign) in {"Cc", "Cs"}], (seed, line)
        assert time.process_time() - start < SECONDS, seed
        own.unlink()
    assert printed > CASES // 10
