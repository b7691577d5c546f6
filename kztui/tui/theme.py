"""The styles in which everything is drawn, derived from the Textual theme in one place, so that every theme works."""

from functools import lru_cache
from typing import Any

from msgspec import Struct
from rich.color import Color, ColorParseError
from rich.style import Style
from textual.theme import Theme

from kztui.article.kinds import KINDS

# All colours are in the 256-colour palette: they look the same without true colour and take fewer bytes.
_COLORS = {
    "primary": ("#87afd7", "#005faf"),
    "secondary": ("#d7afff", "#5f00af"),
    "accent": ("#d7af5f", "#5f5f00"),
    "warning": ("#d7875f", "#870000"),
    "error": ("#ff87af", "#af005f"),
    "success": ("#87d787", "#005f00"),
    "foreground": ("#dadada", "#262626"),
    "background": ("#1c1c1c", "#ffffff"),
    "surface": ("#262626", "#eeeeee"),
    "panel": ("#303030", "#e4e4e4"),
}
_VARIABLES = {
    "kz-dim": ("#9e9e9e", "#585858"),
    "kz-frame": ("#4e4e4e", "#bcbcbc"),
    "kz-cursor": ("#303030", "#d7d7ff"),
    "kz-unfocused-cursor": ("#262626", "#eeeeee"),
    "kz-highlight": ("#444444", "#ffffaf"),
}


def _theme(name: str, dark: bool) -> Theme:
    """The dark or the light theme: the first or the second of each pair of colours."""
    colors: dict[str, Any] = {role: pair[not dark] for role, pair in _COLORS.items()}
    return Theme(name, dark=dark, variables={role: pair[not dark] for role, pair in _VARIABLES.items()}, **colors)


DARK = _theme("kztui-dark", dark=True)
LIGHT = _theme("kztui-light", dark=False)

# Beside its colour each kind has a way of being drawn, so that a link tells its kind without colour.
KIND_DRAWN = {kind.item_kind: Style.parse(kind.emphasis) for kind in KINDS}
# Where there may be no colours, nothing may depend on what many terminals do not draw: italics and double underlines.
_PLAINLY_DRAWN = {
    Style(italic=True): Style.parse("dim italic underline"),
    Style(underline2=True): Style.parse("bold italic underline"),
}
KIND_SIGN = {kind.item_kind: kind.sign for kind in KINDS}
LEGIBLE = 4.5
"""The least contrast of text with its background: WCAG 2.1, success criterion 1.4.3 (level AA)."""
_KIND_COLOUR = {kind.item_kind: kind.color for kind in KINDS}


class Palette(Struct, frozen=True):
    """Rich styles by purpose. Adding `cursor` or `unfocused_cursor` to one gives it the background of a cursor row."""

    text: Style
    strong: Style
    dim: Style
    frame: Style
    title: Style
    """The title of the focused pane."""
    accent: Style
    mark: Style
    """The sign that a row is linked to the selection."""
    note: Style
    warn: Style
    highlight: Style
    """Added to highlighted matches."""
    highlight_here: Style
    """Added to highlighted matches on the current line."""
    cursor: Style
    """Added to the cursor row of the focused pane."""
    unfocused_cursor: Style
    """Added to the cursor row of any other pane."""
    link: Style
    """Added to the current link."""
    dead: Style
    kinds: dict[str, Style]
    links: dict[str, Style]
    plain: bool = False
    """Whether colours may be too few to show which pane is focused."""

    def kind(self, kind: str) -> Style:
        """The style of an item kind; that of plain text for any other word."""
        return self.kinds.get(kind, self.text)


def _blend(one: str, other: str, share: float) -> str:
    """The colour `share` of the way from `one` to `other`; both as `#rrggbb`."""
    a, b = Color.parse(one).get_truecolor(), Color.parse(other).get_truecolor()
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a, b, strict=True))


@lru_cache(maxsize=8)
def _ansi(dark: bool) -> Palette:
    """A palette of the terminal's own 16 colours."""
    text = Style(color="default", bgcolor="default")
    # ANSI blue is hard to read on black.
    colors = {kind.item_kind: kind.ansi_color.replace("blue", "bright_blue" if dark else "blue") for kind in KINDS}
    kinds = {kind: text + Style(color=color) for kind, color in colors.items()}
    return Palette(
        text=text,
        strong=text + Style(bold=True),
        dim=text + Style(dim=True),
        frame=text + Style(dim=True),
        title=text + Style(bold=True),
        accent=text + Style(bold=True),
        mark=text + Style(bold=True),
        note=text + Style(italic=True),
        warn=text + Style(color="yellow", bold=True),
        # Links have all other ways of being drawn.
        highlight=text + Style(reverse=True),
        highlight_here=text + Style(reverse=True, bold=True, underline=True),
        cursor=Style(reverse=True),
        unfocused_cursor=Style(bold=True),
        link=Style(reverse=True),
        dead=text + Style(dim=True, strike=True),
        kinds=kinds,
        links={kind: style + _PLAINLY_DRAWN.get(drawn := KIND_DRAWN[kind], drawn) for kind, style in kinds.items()},
        plain=True,
    )


def _solid(colour: str | None, default: str) -> str:
    try:
        return Color.parse(colour or default).get_truecolor().hex
    except ColorParseError:
        return default


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as in WCAG 2.1, from 1 to 21; both as `#rrggbb`."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in Color.parse(colour).get_truecolor())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _legible(colour: str, back: str, fore: str) -> str:
    """The colour, blended with the foreground until its contrast with the background is `LEGIBLE`."""
    for step in range(10):
        if contrast(blended := _blend(colour, fore, step / 10), back) >= LEGIBLE:
            return blended
    return fore


def _tinted(back: str, fore: str, colour: str) -> tuple[str, str]:
    """A background tinted by `colour` as strongly as legible text in `fore` allows, and the colour of that text."""
    backgrounds = [_blend(back, colour, share / 100) for share in (30, 25, 20, 15)]
    for tinted in backgrounds:
        if contrast(fore, tinted) >= LEGIBLE:
            return tinted, fore
    return backgrounds[0], max("#ffffff", "#000000", key=lambda extreme: contrast(extreme, backgrounds[0]))


def _cursor(own: dict[str, str], back: str, fore: str, primary: str) -> Style:
    """The style of the cursor row: a background, and a text colour only where the others would not be legible."""
    ground, words = (own["kz-cursor"], fore) if "kz-cursor" in own else _tinted(back, fore, primary)
    return Style(color=words if words != fore else None, bgcolor=ground, bold=True)


def _hit(own: dict[str, str], back: str, fore: str, marked: str) -> Style:
    """The style of a highlight: a tinted background, and text in the accent colour if legible, else the foreground."""
    ground, words = (own["kz-highlight"], fore) if "kz-highlight" in own else _tinted(back, fore, marked)
    return Style(color=marked if contrast(marked, ground) >= LEGIBLE else words, bgcolor=ground)


def _plain(theme: Theme) -> tuple[str, str]:
    """The theme's background and its foreground, black or white if that is not legible."""
    back = _solid(theme.background, "#121212" if theme.dark else "#f4f4f4")
    fore = _solid(theme.foreground, "#e0e0e0" if theme.dark else "#1f1f1f")
    if contrast(fore, back) < LEGIBLE:
        fore = max("#ffffff", "#000000", key=lambda colour: contrast(colour, back))
    return back, fore


def palette(theme: Theme) -> Palette:
    """The palette of a theme; colours that it lacks are derived from others, and faint ones are made legible."""
    if theme.ansi:
        return _ansi(theme.dark)
    back, fore = _plain(theme)
    own = theme.variables
    text = Style(color=fore, bgcolor=back)

    def solid(colour: str | None, default: str) -> str:
        """The colour as legible `#rrggbb`, or `default` where there is none."""
        return _legible(_solid(colour, default), back, fore)

    def styled(colour: str) -> Style:
        """Text in that colour, on the background of the theme."""
        return text + Style(color=colour)

    primary = solid(theme.primary, fore)
    marked = solid(theme.accent, primary)
    accent = styled(marked)
    named = {name: solid(getattr(theme, name), primary) for name in set(_KIND_COLOUR.values())}
    kinds = {kind: styled(named[name]) for kind, name in _KIND_COLOUR.items()}
    dim = styled(own.get("kz-dim") or _legible(_blend(fore, back, 0.3), back, fore))
    return Palette(
        text=text,
        strong=text + Style(bold=True),
        dim=dim,
        frame=styled(own.get("kz-frame") or _blend(fore, back, 0.72)),
        title=accent + Style(bold=True),
        accent=accent,
        mark=accent + Style(bold=True),
        note=styled(named["warning"]) + Style(italic=True),
        warn=styled(named["warning"]) + Style(bold=True),
        highlight=_hit(own, back, fore, marked),
        highlight_here=Style(color=back, bgcolor=marked, bold=True),
        cursor=_cursor(own, back, fore, primary),
        unfocused_cursor=Style(bgcolor=own.get("kz-unfocused-cursor") or _blend(back, primary, 0.12)),
        link=Style(color=back, bgcolor=primary, bold=True, underline=False),
        dead=dim + Style(strike=True),
        kinds=kinds,
        links={kind: style + KIND_DRAWN[kind] for kind, style in kinds.items()},
    )
