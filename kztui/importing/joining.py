"""Which candidates are short for others: a surname, an abbreviation, the first word of a company."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kztui.importing.gazetteer import name_key
from kztui.importing.name_rules import NameRules

if TYPE_CHECKING:
    from kztui.importing.candidates import Candidate

MAX_CHOICES = 8
"""Of more longer names none is looked for: the short one then stands for itself."""


def join_short_names(everyone: Sequence["Candidate"], rules: NameRules) -> Iterator[tuple["Candidate", "Candidate"]]:
    """Each candidate that is short for another, with that one."""
    endings: defaultdict[str, list[Candidate]] = defaultdict(list)
    beginnings: defaultdict[str, list[Candidate]] = defaultdict(list)
    initials: defaultdict[str, list[Candidate]] = defaultdict(list)
    for one in everyone:
        words = name_key(one.name, rules.language).split()
        if len(words) > 1:
            endings[words[-1]].append(one)
            beginnings[words[0]].append(one)
            beginnings[" ".join(words[:-1])] += [one] if len(words) > 2 else []
            initials[_initials(one.name, rules)].append(one)
    for short in everyone:
        key = name_key(short.name, rules.language)
        single = " " not in key
        longer = _only(initials[short.name.replace(".", "")], short) if short.name.isupper() and single else None
        longer = longer or (_named_last(short, endings[key]) if single else None)
        if longer is None:
            choices = [one for one in beginnings[key][:MAX_CHOICES] if _is_begun_by(one, short, rules)]
            longer = _only(choices, short)
        if longer is not None:
            yield short, longer


def _initials(name: str, rules: NameRules) -> str:
    return "".join(word[0] for word in name.split() if word not in rules.connectors and word[0].isupper())


def _only(choices: "Sequence[Candidate]", short: "Candidate") -> "Candidate | None":
    """The one longer name, if it is one and is not the short one itself."""
    return choices[0] if len(choices) == 1 and choices[0] is not short else None


def _named_last(short: "Candidate", choices: "Sequence[Candidate]") -> "Candidate | None":
    """The longer name that ends with the short one; of several the one named last before it."""
    if short.evidence.is_placed() or not choices or len(choices) > MAX_CHOICES:
        return None
    longer = [
        one for one in choices if not one.known and (one.kind or not one.evidence.is_placed()) and one is not short
    ]
    if short.known:
        longer = [one for one in longer if one.roles or one.evidence.speaking]
    begins = min(short.paragraphs)
    return max(longer, key=lambda one: (min(one.paragraphs) <= begins, min(one.paragraphs)), default=None)


def _is_begun_by(longer: "Candidate", short: "Candidate", rules: NameRules) -> bool:
    """Whether the first words of a name stand for it: a given name, or what is before the chief word."""
    if longer is short or short.known:
        return False
    words = longer.name.split()
    head = rules.head_kind(words[-1])
    if head == "place":
        return len(words) == len(short.name.split()) + 1
    if head in {"organisation", "outlet"}:
        return not short.evidence.is_placed()
    return (
        not head
        and len(words) == 2
        and bool(longer.roles or longer.evidence.speaking)
        and not short.evidence.is_placed()
    )
