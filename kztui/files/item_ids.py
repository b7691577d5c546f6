"""Ids of items that cannot stay as they are written: doubled or empty ones, and those that are not safe.

Without a name of its own an item can neither be shown nor linked to. An unsafe id is replaced in a loaded article by
the nearest that is safe, everywhere it is named. The file stays as it is: its checks say what each is called here.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from kztui.article.findings import Finding, Keys, Where
from kztui.article.ids import PARAGRAPH_ID, is_safe_id, safe_id
from kztui.article.links import LINK
from kztui.article.model import ArticleFile, ArticleTables
from kztui.files.problems import DOUBLED_ID, MISSING_ID


def ids(file: ArticleTables) -> Iterator[tuple[str, Keys]]:
    """The id of every item, and the place of the key that gives it."""
    for path, item in file.placed:
        yield item.id, (*path, item.id_key)


def doubled(file: ArticleTables, known: bool) -> list[Finding]:
    """Ids that are empty, or stand twice; `known` is whether the article's lack of one is reported already."""
    names = [item.id for _, item in file.placed]
    distinct = set(names)
    blank = "" in distinct or any(map(str.isspace, distinct))
    if len(distinct) == len(names) and not blank and file.article.id.strip():
        return []
    findings = []
    if not file.article.id.strip() and not known:
        findings.append(Finding(MISSING_ID, Where(("article", "id")), "the id of [article] is empty"))
    first: dict[str, Keys] = {}
    for name, place in ids(file):
        if not name.strip():
            findings.append(Finding(MISSING_ID, Where(place), "the id is empty"))
        elif first.setdefault(name, place) is not place:
            findings.append(Finding(DOUBLED_ID, Where(place), f"the id {name} is taken", also=Where(first[name])))
    return findings


def replacements(file: ArticleTables) -> dict[str, str]:
    """The safe id of each item that has an unsafe one; no two items get the same."""
    items = [item for _, item in file.placed]
    unfit = [item.id for item in items if item.id_key == "id" and not _is_fit(item.id)]
    taken = {item.id for item in items} if unfit else set()
    found: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for target in unfit:
        if target in found or not target.strip():
            continue
        new = safe_id(target)
        wanted = new[:70]
        while new in taken:
            counts[wanted] += 1
            new = f"{wanted}-{counts[wanted] + 1}"
        taken.add(new)
        found[target] = new
    return found


def _is_fit(target: str) -> bool:
    return is_safe_id(target) and not (target[0] == "p" and PARAGRAPH_ID.fullmatch(target))


def with_safe_ids(file: ArticleTables) -> ArticleTables:
    """The article under safe ids; itself where all are."""
    new = replacements(file)
    if not new and is_safe_id(file.article.id):
        return file
    data: dict[str, Any] = msgspec.to_builtins(file)
    if not is_safe_id(file.article.id):
        data["article"]["id"] = safe_id(file.article.id)
    for path, item in file.placed:
        table = _at(data, path)
        if item.id_key == "id" and item.id in new:
            table["id"] = new[item.id]
        for reference in item.references():
            target = new.get(reference.target)
            if target is not None:
                _at(table, reference.keys[:-1])[reference.keys[-1]] = target
        for key in item.prose_keys:
            if "[[" in table.get(key, ""):
                table[key] = LINK.sub(lambda link: _renamed(link[0], link[1], new), table[key])
    return msgspec.convert(data, ArticleFile)


def _renamed(link: str, target: str, new: dict[str, str]) -> str:
    plain = " ".join(target.split())
    return link.replace(target, new[plain], 1) if plain in new else link


def _at(data: Any, keys: tuple[str | int, ...]) -> Any:
    for key in keys:
        data = data[key]
    return data
