"""Links in text: well formed, leading to something, and not back to where they stand."""

import re
from collections.abc import Container, Iterator

from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.article.links import LINK
from kztui.files.rules.context import RuleContext
from kztui.files.rules.targets import SELF_LINK, dangling

LINK_SYNTAX = Rule(
    "link-syntax",
    "error",
    "A link is not closed, has no target, or brackets stand alone.",
    'summary = "Signed at the [[summit."',
)
RULES = (LINK_SYNTAX,)
LONGEST_ID = 80
"""How many characters after brackets are looked at for an id."""
_MARK = re.compile(r"\[\[|\]\]")


def find(context: RuleContext) -> Iterator[Finding]:
    """Broken links in any text of any item."""
    kinds = context.kinds
    for prose in context.texts:
        path, item, text = prose.path, prose.item, prose.text
        if prose.regular and item.id not in prose.targets and all(map(kinds.__contains__, prose.targets)):
            continue
        matches = list(LINK.finditer(text))
        for match in matches:
            target = match[1].strip()
            if target not in kinds:
                yield from _dead(context, path, text, match)
            elif target == item.id:
                yield Finding(SELF_LINK, _at(path, text, match), f"{target} links to itself")
        if text.count("[[") != len(matches) or text.count("]]") != len(matches):
            yield from _stray(path, text, matches, kinds)


def _at(path: Keys, text: str, match: re.Match[str]) -> Where:
    return Where(path, at=match.start(), length=match.end() - match.start(), text=text)


def _dead(context: RuleContext, path: Keys, text: str, match: re.Match[str]) -> Iterator[Finding]:
    if not match[1].strip():
        yield Finding(LINK_SYNTAX, _at(path, text, match), "the link has no target")
    elif not context.skipped.target(match[1].strip()):
        yield from dangling(context, _at(path, text, match), match[1].strip())


def _stray(path: Keys, text: str, matches: list[re.Match[str]], known: Container[str]) -> Iterator[Finding]:
    """Brackets that belong to no link."""
    # Between its own brackets a link has none.
    covered = {at for match in matches for at in (match.start(), match.end() - 2)}
    for mark in _MARK.finditer(text):
        if mark.start() in covered:
            continue
        where = Where(path, at=mark.start(), length=2, text=text)
        if mark[0] == "]]":
            yield Finding(LINK_SYNTAX, where, "]] closes no link")
            continue
        rest = re.match(r"\[\[\s*([\w.:-]+)", text[mark.start() : mark.start() + LONGEST_ID])
        suggestion = f"[[{rest[1]}]]" if rest and rest[1] in known else ""
        yield Finding(LINK_SYNTAX, where, "the link is not closed by ]]", suggestion)
