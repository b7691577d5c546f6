"""Made-up articles of any size: events, actors and paragraphs that name one another."""

from pathlib import Path

_VERBS = ("signed", "opened", "raised", "closed", "moved", "counted")
_NOUNS = ("ferry", "levee", "granary", "printing house", "signal box", "orchard", "customs post")


def written(folder: Path, items: int) -> Path:
    """Write an article of about `items` items into `folder`: six in ten events, three actors, one paragraphs."""
    paragraphs, actors = items // 10, items * 3 // 10
    events = items - paragraphs - actors - 1
    files = {"article": _article(), "sections": _sections(paragraphs, events), "actors": _actors(actors, paragraphs)}
    files["events"] = _events(events, actors, paragraphs)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def _article() -> str:
    return 'format = 1\n[article]\nid = "large"\ntype = "report"\ntitle = "A long report"\nissued = "2020"\n'


def _sections(paragraphs: int, events: int) -> str:
    lines = ['[[sections]]\nid = "all"\ntitle = "All of it"']
    for number in range(1, paragraphs + 1):
        noun, event = _NOUNS[number % len(_NOUNS)], number * 7 % events
        text = f"Entry {number} tells of the {noun} and of [[event-{event}|what came of it]]."
        lines.append(f'[[sections.paragraphs]]\nnumber = {number}\ntext = "{text}"')
    return "\n".join(lines) + "\n"


def _actors(actors: int, paragraphs: int) -> str:
    return "".join(
        f'[[actors]]\nid = "actor-{number}"\nname = "Guild {number} of the {_NOUNS[number % len(_NOUNS)]}"\n'
        f'kind = "organisation"\nsummary = "Keeps the books of ward {number}."\n'
        f"paragraphs = [{number % paragraphs + 1}]\n"
        for number in range(actors)
    )


def _events(events: int, actors: int, paragraphs: int) -> str:
    return "".join(
        f'[[events]]\nid = "event-{number}"\ntitle = "Guild {number % actors} {_VERBS[number % len(_VERBS)]} '
        f'a {_NOUNS[number % len(_NOUNS)]}"\nkind = "meeting"\ndate = "{1900 + number % 120}-{number % 12 + 1:02}"\n'
        f'summary = "Ward {number} took note, as it had of [[event-{(number + 1) % events}]]."\n'
        f"paragraphs = [{number % paragraphs + 1}]\n"
        f'participants = [{{ actor = "actor-{number % actors}", role = "host" }}]\n'
        for number in range(events)
    )
