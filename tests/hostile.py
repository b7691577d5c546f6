"""What a stranger's file may hold, and what may ever reach a terminal: for all tests of hostile content."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_origin

from msgspec import Struct, structs

from kztui.article.article import Article
from kztui.article.kinds.actor import Actor, Relation
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event, Participant
from kztui.article.kinds.place import Place
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.kinds.term import Term
from kztui.article.publication import Name, Publication
from kztui.files.load import load

STRINGS = {
    "clear screen": "\x1b[2J\x1b[H",
    "clipboard": "\x1b]52;c;aGFja2Vk\x07",
    "clipboard, long end": "\x1b]52;c;aGFja2Vk\x1b\\",
    "title": "\x1b]0;taken over\x07",
    "link of its own": "\x1b]8;;file:///etc/passwd\x1b\\here\x1b]8;;\x1b\\",
    "multiplexer": "\x1bPtmux;\x1b\x1b]52;c;aGFja2Vk\x07\x1b\\",
    "question": "\x1b[>q\x1b[c\x1b]52;c;?\x07",
    "paste end": "\x1b[201~q",
    "C1": "\x9b2J\x9d52;c;aGFja2Vk\x9c\x90q\x85",
    "C0": "\x00\x07\x08\x0b\x0c\x0e\x0f\x11\x13\x1a\x7f",
    "line ends": "one\r\ntwo\rthree\u2028four\u2029five\tsix",
    "right to left": "\u202eevil\u202c \u2066cpp\u2069 \u200e\u200f\u061c",
    "nothing to see": "\u200b\u2060\ufeff\u00ad\u180e\u115f\u3164\uffa0",
    "tags": "\U000e0041\U000e0042\U000e007f",
    "stacked": "Z" + "\u0301\u0337\u0489" * 20,
    "numbered": "[1] [12] [Smith 2020, p. 4] [...]",
    "markup": "[red]warm[/red] [b]bold[/b] [#fff]pale[/] [50%]x [$primary]y",
    "markup that is wrong": "[/] [/foo] [link='x [@click=app.quit(' \\[b] a\\",
    "markup that acts": "[@click=app.quit]leave[/] [link='javascript:x']there[/link]",
    "links that are wrong": "[[ [[]] [[|]] ]] [[nowhere]] [[a|b|c]] [[p1|[[p1]]]] [[p1",
    "long word": "Donaudampfschiff" * 600,
    "long blanks": "a" + " " * 3000 + "b",
    "wide": "界" * 400,
    "families": "👨‍👩‍👧‍👦👩🏽‍🚀🇰🇿🏴󠁧󠁢󠁳󠁣󠁴󠁿" * 20,
    "dates and numbers": "0000-00-00 9999999999999999999 -1e999 NaN",
    "path": "../../../etc/passwd; rm -rf / `id` $(id) %n%s {0.__class__}",
}

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MODES = "7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2031|2048"
_ALLOWED = re.compile(
    "|".join(
        (
            r"\x1b\[[0-9;:]*m",  # colours
            r"\x1b\[[0-9;]*H|\x1b\[\d*[BCD]",  # the cursor goes to a cell, or on
            rf"\x1b\[\?(?:{_MODES})[hl]",  # modes of the screen, the mouse, pasting, frames
            r"\x1b\[\?(?:2026|2048)\$p",  # whether the terminal knows two of them
            r"\x1b\[[0-2]?J|\x1b\[2K|\x1b\[\d+X",  # erase
            r"\x1b\[>\d+u|\x1b\[<u",  # how keys are sent
            r"\x1b\[c",  # which terminal it is
            r"\x1b\\(?=\x1b\[\?2026l)",  # the end of a control string, where it leaves in haste
            r"\x1b\]22;[a-z-]+\x07",  # the shape of the pointer
            r"\x1b\]8;id=[\w.-]*;https?://[!-~]*\x1b\\|\x1b\]8;;\x1b\\",  # links to the web
        )
    )
)
_OWN_COPY = re.compile(r"\x1b\]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)")


def strangers(raw: bytes, *, copied: bool = False) -> list[str]:
    """What a program wrote to its terminal that is neither plain text nor one of the sequences that it needs.

    With `copied`, writing the clipboard is among those.
    """
    text = raw.decode("utf-8", "surrogateescape")
    rest = _ALLOWED.sub("", _OWN_COPY.sub("", text) if copied else text)
    return [repr(rest[max(0, found.start() - 20) : found.end() + 20]) for found in FORBIDDEN.finditer(rest)]


def quoted(text: str) -> str:
    """`text` as a string of TOML, everything that is not plain written as an escape."""
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def written(value: Any) -> str:
    """A value as TOML: strings, numbers, lists, inline tables."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{quoted(key)} = {written(part)}" for key, part in value.items()) + " }"
    return str(value)


def table(head: str, /, **fields: Any) -> str:
    """A table with its head, such as `[[events]]`."""
    return "\n".join([head, *(f"{key} = {written(value)}" for key, value in fields.items()), ""])


def article(strings: dict[str, str]) -> str:
    """An article with each string in every field that takes one, each item named `T<n>` before it."""
    numbers = range(1, len(strings) + 1)
    texts = list(strings.values())
    parts = [
        "format = 1\n",
        table(
            "[article]",
            id="hostile",
            type="report",
            title="Hostile " + " ".join(texts),
            publisher=texts[0],
            URL="https://example.org/" + texts[0],
            issued="2020-02",
            author=[{"family": f"Author {texts[2]}", "given": texts[8]}],
        ),
        table("[[sections]]", id="all", title=f"Everything {texts[1]}"),
    ]
    parts += [
        table(
            "[[sections.paragraphs]]",
            number=number,
            text=f"T{number} {text} and [[e{number}|words {text}]] of [[a{number}]].",
        )
        for number, text in zip(numbers, texts, strict=True)
    ]
    for number, text in zip(numbers, texts, strict=True):
        common = {"aliases": [text, f"also {text}"], "note": f"T{number} {text}", "paragraphs": [number]}
        parts += [
            table(
                "[[events]]",
                id=f"e{number}",
                title=f"T{number} {text}",
                kind=f"k {text}",
                date=f"20{number:02}-03",
                date_text=text,
                place=f"l{number}",
                summary=text,
                participants=[{"actor": f"a{number}", "role": f"r {text}"}],
                **common,
            ),
            table(
                "[[actors]]",
                id=f"a{number}",
                name=f"T{number} {text}",
                kind="group",
                summary=text,
                relations=[{"to": "a1", "kind": f"k {text}", "paragraphs": [number]}],
                **common,
            ),
            table("[[places]]", id=f"l{number}", name=f"T{number} {text}", summary=text, **common),
            table("[[terms]]", id=f"t{number}", name=f"T{number} {text}", definition=text, **common),
            table(
                "[[claims]]",
                id=f"c{number}",
                kind="figure",
                text=f"T{number} {text}",
                by=f"a{number}",
                unit=text,
                **common,
            ),
        ]
    return "\n".join(parts)


def hostile_article(folder: Path) -> Path:
    """The article of all strings, as a file below `folder`."""
    path = folder / "hostile.toml"
    path.write_text(article(STRINGS), encoding="utf-8")
    return path


INJECTIONS = {
    "a field of BibTeX": "x},\n  injected = {y\\input{/etc/passwd}",
    "another entry of BibTeX": 'x"} @book{injected, title = {z}} %',
    "braces that do not match": "}1}2{{\\",
    "commands of TeX": "$\\input{/etc/passwd}$ \\write18{touch PWNED} ^^5cinput #1 ~ & _",
    "a record of RIS": "x\nER  - \n\nTY  - BOOK\r\nTI  - injected\rAU  - y\u2028ER  - \x85TY  - BOOK",
    "a key of YAML": 'x"\n  injected: "y" # & * !tag {a: b} [c] %',
    "source of Typst": '$#panic("injected")$ #panic("injected") } {x} @y <z>',
    "a key of JSON": '","injected":"y',
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)> <i onclick=x>z</i> <!-- c --> &lt;b&gt;",
    "an attribute": "\" onmouseover=alert(1) ' style=x",
    "Markdown": "[a](javascript:x) ![i](http://e.example/x.png) `d` ~~e~~ [[f]] [g]: h",
    "a heading": "# x",
    "a quotation": "> x",
    "a list": "- x",
    "a numbered list": "1) x",
    "a rule": "---",
    "code": "```x",
    "an address of a link": "[x]: http://e.example/",
    "CSV": 'a,b;"c\n=1+1\t',
    "XML": "]]><edge source='x'/><!-- --><![CDATA[",
    "lines": "a\n\nb\n- c\n1. d\n# e\n===\nf\n---\n```\ng\n    h\n> i\n| j | k |\n|---|---|\n~~~\n:::\n<p>\nl: m\n: n",
}
"""What would become more than a text in some format if it were written there as it is."""
# What a field must be for the article to open and its links to hold, by the name of its table.
_GIVEN: dict[str, dict[str, Any]] = {
    "Publication": {"id": "k1", "type": "article-journal", "issued": "2024-05-06", "URL": "https://e.example/"},
    "Section": {"id": "s1"},
    "Paragraph": {"fingerprint": ""},
    "Event": {"id": "e1", "date": "2024-01-02", "place": "l1"},
    "Participant": {"actor": "a1"},
    "Actor": {"id": "a1"},
    "Relation": {"to": "a2"},
    "Place": {"id": "l1", "within": "l2"},
    "Term": {"id": "t1"},
    "Claim": {"id": "c1", "by": "a1", "date": "2024", "about": ["a1"]},
}


def filled(part: type[Struct], text: str, /, **given: Any) -> dict[str, Any]:
    """A table of the format with `text` in each of its keys that takes a text or a list of texts."""
    given = {**_GIVEN.get(part.__name__, {}), **given}
    dates = getattr(part, "DATES", ())
    for field in structs.fields(part):
        kind = field.type.__origin__ if hasattr(field.type, "__metadata__") else field.type
        if field.encode_name in given or field.name in dates:
            continue
        if kind is str or str in get_args(kind):
            given[field.encode_name] = [text] if get_origin(kind) is tuple else text
        elif kind == tuple[Name, ...]:
            person = {"family": text, "given": text, "suffix": text}
            given[field.encode_name] = [person, {"literal": text}]
    return {key: value for key, value in given.items() if value != ""}


@cache
def everywhere(text: str, /, **publication: str) -> Article:
    """An article with `text` wherever the format takes one, as it is once its file was loaded.

    It is loaded once for all tests of a process: nothing can change an article.
    """
    linked = f"{text} [[a1]] [[e1|words]] {text}"
    parts = {
        "[article]": filled(Publication, text, **publication),
        "[[sections]]": filled(Section, text),
        "[[sections.paragraphs]]": filled(Paragraph, text, number=1, text=linked),
        "[[events]]": filled(Event, text, participants=[filled(Participant, text)], paragraphs=[1]),
        "[[actors]]": filled(Actor, text, relations=[filled(Relation, text)], paragraphs=[1]),
        "[[actors]] ": filled(Actor, text, id="a2", kind="group"),
        "[[places]]": filled(Place, text, latitude=1.5, longitude=2.5),
        "[[places]] ": filled(Place, text, id="l2", within=""),
        "[[terms]]": filled(Term, text),
        "[[claims]]": filled(Claim, text, kind="figure"),
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "everywhere.toml"
        path.write_text(
            "\n".join(["format = 1", *(table(head, **fields) for head, fields in parts.items())]), encoding="utf-8"
        )
        return load(path).article
