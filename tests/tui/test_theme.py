"""The colours: every theme gives a whole screen, ours are legible everywhere, and no meaning hangs on colour alone."""

from itertools import combinations

import pytest
from rich.color import Color
from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

from kztui.article.item_kinds import ITEM_KINDS
from kztui.tui.theme import DARK, KIND_DRAWN, KIND_SIGN, LIGHT, Palette, palette

OURS = {theme.name: theme for theme in (DARK, LIGHT)}
ALL = {**BUILTIN_THEMES, **OURS}
ANSI = {name: theme for name, theme in BUILTIN_THEMES.items() if theme.ansi}
LEGIBLE = 4.5
"""The least contrast of text with its ground, as WCAG 2 has it for level AA."""


def luminance(colour: Color | None) -> float:
    assert colour is not None
    assert colour.triplet is not None
    parts = [part / 255 for part in colour.triplet]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def luminous(one: Color | None, other: Color | None) -> float:
    """How much brighter the brighter of two colours is: 1 to 21."""
    less, more = sorted((luminance(one), luminance(other)))
    return (more + 0.05) / (less + 0.05)


def contrast(style: Style) -> float:
    """How much a style's words stand out from its ground."""
    return luminous(style.color, style.bgcolor)


def written(colours: Palette) -> dict[str, Style]:
    """Every style in which words are written."""
    named = {
        name: getattr(colours, name) for name in ("text", "strong", "dim", "title", "accent", "mark", "note", "warn")
    }
    kinds = {f"kind {kind}": style for kind, style in colours.kinds.items()}
    links = {f"link {kind}": style for kind, style in colours.links.items()}
    return {**named, **kinds, **links, "dead": colours.dead}


def faint(colours: Palette, over: Style) -> dict[str, float]:
    """The styles that cannot be read, with their contrast."""
    ratios = {name: contrast(style + over) for name, style in written(colours).items()}
    return {name: round(ratio, 2) for name, ratio in ratios.items() if ratio < LEGIBLE}


def test_contrast_is_measured_as_the_rule_says() -> None:
    assert contrast(Style(color="#000000", bgcolor="#ffffff")) == pytest.approx(21)
    assert contrast(Style(color="#777777", bgcolor="#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", ["text", "unfocused_cursor", "cursor"])
@pytest.mark.parametrize("theme", OURS)
def test_our_themes_are_legible_on_every_ground(theme: str, ground: str) -> None:
    colours = palette(OURS[theme])
    over = getattr(colours, ground) if ground != "text" else Style()
    assert faint(colours, over) == {}


@pytest.mark.parametrize("theme", OURS)
def test_the_current_link_and_lit_words_are_legible(theme: str) -> None:
    colours = palette(OURS[theme])
    current = [style + colours.link for style in colours.links.values()]
    highlighted = [
        style + hit
        for style in (*written(colours).values(), *current)
        for hit in (colours.highlight, colours.highlight_here)
    ]
    assert min(map(contrast, [*current, *highlighted])) >= LEGIBLE


@pytest.mark.parametrize("theme", sorted(ALL))
def test_what_is_lit_where_one_reads_stands_out_from_what_is_lit_elsewhere(theme: str) -> None:
    colours = palette(ALL[theme])
    assert colours.highlight_here != colours.highlight
    assert colours.highlight_here.bold
    if not ALL[theme].ansi:
        ground, calm, strong = (style.bgcolor for style in (colours.text, colours.highlight, colours.highlight_here))
        assert luminous(ground, calm) < luminous(ground, strong)


@pytest.mark.parametrize("theme", ANSI)
def test_lit_words_are_told_from_all_others_without_colour(theme: str) -> None:
    colours = palette(ANSI[theme])
    plain = [style.without_color for style in written(colours).values()]
    highlighted = [
        (style + hit).without_color
        for style in written(colours).values()
        for hit in (colours.highlight, colours.highlight_here)
    ]
    assert all(style.reverse for style in highlighted)
    assert not any(style.reverse for style in plain)


@pytest.mark.parametrize("theme", sorted(ALL))
def test_every_theme_gives_a_whole_palette(theme: str) -> None:
    colours = palette(ALL[theme])
    assert set(colours.kinds) == set(colours.links) == set(ITEM_KINDS)
    for name, style in written(colours).items():
        assert style.color is not None, name
        assert style.bgcolor is not None, name
    for over in (colours.cursor, colours.unfocused_cursor, colours.link, colours.highlight, colours.highlight_here):
        assert colours.text + over != colours.text


@pytest.mark.parametrize("theme", sorted(set(BUILTIN_THEMES) - set(ANSI)))
def test_every_theme_of_textual_can_be_read(theme: str) -> None:
    colours = palette(BUILTIN_THEMES[theme])
    assert faint(colours, Style()) == {}
    assert min(contrast(style + colours.link) for style in colours.links.values()) >= LEGIBLE
    assert min(contrast(style + colours.highlight) for style in written(colours).values()) >= LEGIBLE
    assert contrast(colours.text + colours.highlight_here) >= LEGIBLE
    assert contrast(colours.text + colours.cursor) >= LEGIBLE


@pytest.mark.parametrize("theme", ANSI)
def test_sixteen_colours_are_left_to_the_terminal(theme: str) -> None:
    colours = palette(ANSI[theme])
    for style in (
        *written(colours).values(),
        colours.cursor,
        colours.link,
        colours.highlight,
        colours.highlight_here,
        colours.frame,
    ):
        for colour in (style.color, style.bgcolor):
            assert colour is None or colour.triplet is None


@pytest.mark.parametrize("theme", [*OURS, *ANSI])
def test_without_colour_kinds_of_links_are_still_told_apart_from_words(theme: str) -> None:
    colours = palette(ALL[theme])
    plain = {kind: style.without_color for kind, style in colours.links.items()}
    assert all(style != colours.text.without_color for style in plain.values())
    assert len({KIND_SIGN[kind] for kind in ITEM_KINDS}) == len(ITEM_KINDS)


@pytest.mark.parametrize("dark", [True, False])
def test_without_colours_every_link_is_bold_or_has_a_single_underline(dark: bool) -> None:
    drawn = {
        kind: style.without_color
        for kind, style in palette(Theme("x", primary="#fff", dark=dark, ansi=True)).links.items()
    }
    assert all(style.bold or (style.underline and not style.underline2) for style in drawn.values())
    in_text = [drawn[kind] for kind in ("event", "actor", "place", "term", "claim")]
    assert len(set(in_text)) == len(in_text)


def test_no_two_kinds_that_stand_in_one_text_are_drawn_alike() -> None:
    in_text = [kind for kind in ITEM_KINDS if kind not in {"paragraph", "section"}]
    assert [pair for pair in combinations(in_text, 2) if KIND_DRAWN[pair[0]] == KIND_DRAWN[pair[1]]] == []


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("given", [None, "no colour", "ansi_red"])
def test_a_theme_with_holes_is_filled(given: str | None, dark: bool) -> None:
    theme = Theme("holes", primary=given or "#4477aa", background=given, foreground=given, accent=given, dark=dark)
    colours = palette(theme)
    assert faint(colours, Style()) == {}
