"""LaTeX for BibTeX, BibLaTeX and snippets: escaping, names, titles, the layout of an entry."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kztui.article.data_tables import rows
from kztui.citation.csl.nodes import Formatting
from kztui.citation.csl.personal_name import parse_name, with_particle
from kztui.citation.csl_item import CslItem
from kztui.citation.errors import CitationError
from kztui.citation.formats.markup import convert_markup

_SPECIAL = dict(rows("citation/data/latex_characters.tsv"))
_MARKUP = {
    Formatting("font-style", "italic"): (r"\emph{", "}"),
    Formatting("font-weight", "bold"): (r"\textbf{", "}"),
    Formatting("font-variant", "small-caps"): (r"\textsc{", "}"),
    Formatting("vertical-align", "sup"): (r"\textsuperscript{", "}"),
    Formatting("vertical-align", "sub"): (r"\textsubscript{", "}"),
    Formatting("font-style", "inherit"): ("{", "}"),
}
_WORD = re.compile(r"[^\s\-–—/(){}\\]+")
_KEY = re.compile(r"[^\s,{}%#~\\\"'()=]+")
_AFTER_COLON = re.compile(r"[:?!.]\s*$")
_MAX_COMMAS = 2
"""Commas that a name may have: biber drops the entry for a third one, even within braces."""
_DASH = re.compile(r"\s*[-–—]+\s*")

Fields = Mapping[str, str]
"""Fields of an entry by name, their values as LaTeX without the braces around them; empty ones are left out."""


def escape(text: str) -> str:
    """Plain text with LaTeX's special characters escaped; letters of any script stay, in UTF-8."""
    characters = _SPECIAL if _balanced(text) else {**_SPECIAL, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    return "".join(characters.get(character, character) for character in text)


def _balanced(text: str) -> bool:
    """Whether the braces are balanced: BibTeX counts even escaped ones."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def escape_rich_text(text: str) -> str:
    """Rich text of a CSL field as LaTeX."""
    return convert_markup(text, escape, _MARKUP)


def key(item: CslItem) -> str:
    """The citation key. Raises `CitationError` for one with characters that LaTeX does not allow in keys."""
    wanted = str(item.get("citation-key") or item["id"])
    if not _KEY.fullmatch(wanted):
        raise CitationError(f"“{wanted}” cannot be a citation key in LaTeX: use letters, digits, - : . _ and no spaces")
    return wanted


def _protected(match: re.Match[str]) -> str:
    """A word with a capital in braces, which keep its case; the first word only if it has a further one."""
    word = match[0]
    before = match.string[: match.start()]
    begins = not before.strip() or bool(_AFTER_COLON.search(before))
    return f"{{{word}}}" if (word[1:] if begins else word).lower() != (word[1:] if begins else word) else word


def title(text: str, language: str) -> str:
    """A title with words in braces whose case must stay; one that is not English in braces as a whole."""
    if language and not language.lower().startswith("en"):
        return f"{{{escape_rich_text(text)}}}"
    if "<" in text or any(character in text for character in _SPECIAL):
        # With commands in the title, single words cannot be put in braces.
        whole = escape_rich_text(text)
        return f"{{{whole}}}" if any(letter.isupper() for letter in text[1:]) else whole
    return _WORD.sub(_protected, text)


def name(one: Mapping[str, Any]) -> str:
    """A name as BibTeX reads it: `von der Family, Jr., Given`; an organisation in braces, which make it one part."""
    if one.get("literal") or not one.get("family"):
        return f"{{{escape(str(one.get('literal') or one.get('given') or ''))}}}"
    parts = parse_name(dict(one))
    family = _protected_part(escape(parts.family))
    if family[:1].islower() and " " in family:
        family = f"{{{family}}}"
    last = with_particle(_protected_part(escape(parts.particle)), family)
    first = " ".join(_protected_part(escape(part)) for part in (parts.given, parts.dropping) if part)
    if not first:
        return f"{{{last}}}"
    whole = ", ".join(part for part in (last, _protected_part(escape(parts.suffix)), first) if part)
    if whole.count(",") <= _MAX_COMMAS:
        return whole
    spoken = (parts.given, parts.dropping, with_particle(parts.particle, parts.family), parts.suffix)
    return f"{{{escape(' '.join(part for part in spoken if part))}}}"


def _protected_part(text: str) -> str:
    """A part of a name, in braces where BibTeX would split it."""
    return f"{{{text}}}" if "," in text or " and " in f" {text.lower()} " else text


def names(item: CslItem, *variables: str) -> str:
    """The names of the first variable that has any, joined with `and`."""
    found: Iterable[Mapping[str, Any]] = next((item[variable] for variable in variables if item.get(variable)), ())
    return " and ".join(name(one) for one in found)


def pages(item: CslItem) -> str:
    """The pages, ranges with `--`."""
    return _DASH.sub("--", escape(str(item.get("page") or "")))


def first_text(item: CslItem, *variables: str) -> str:
    """The first of the variables that has a text, as LaTeX; empty where none has."""
    return next((escape_rich_text(str(item[variable])) for variable in variables if item.get(variable)), "")


def whole_number(item: CslItem, variable: str) -> str:
    """The value of a number variable if it is an integer, which some fields of BibLaTeX must be; else empty."""
    value = str(item.get(variable) or "")
    return value if value.isascii() and value.isdigit() else ""


def verbatim(item: CslItem, variable: str) -> str:
    """A URL or DOI, which LaTeX reads verbatim; braces and backslashes are percent-encoded."""
    return str(item.get(variable) or "").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def fields(item: CslItem, table: Iterable[Sequence[str]], computed: Fields) -> dict[str, str]:
    """The fields of an entry in the order of `table`, whose rows are those of the files in `citation/data`.

    `computed` are the values that the table leaves to the caller.
    """
    writers: dict[str, Callable[..., str]] = {"text": first_text, "names": names, "verbatim": verbatim}
    return {
        field: computed.get(field, "") if how == "computed" else writers[how](item, *variables.split())
        for field, how, variables, *_ in table
    }


def entry(kind: str, cited: str, values: Fields) -> str:
    """An entry of a `.bib` file, one field a line; `month` without braces, since it has macros."""
    written = {field: value if field == "month" else f"{{{value}}}" for field, value in values.items() if value}
    return "\n".join([f"@{kind}{{{cited},", *(f"  {field} = {value}," for field, value in written.items()), "}"])
