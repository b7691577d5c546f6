"""Bylines become names: persons with their parts, organisations whole, and nobody where nobody is named."""

import pytest

from kztui.importing.persons import names_in, plain_name


def person(given: str, family: str, **more: str) -> dict[str, str]:
    return {"family": family, "given": given, **{name.replace("_", "-"): value for name, value in more.items()}}


@pytest.mark.parametrize(
    ("byline", "persons"),
    [
        ("By Mary Peters for The Times", ["Mary Peters"]),
        ("Mary Peters, special to The Times", ["Mary Peters"]),
        ("Mary Peters | Special to the Gazette", ["Mary Peters"]),
        ("By Mary Peters, Special to The Star and John Ray", ["Mary Peters", "John Ray"]),
        ("By Mary Peters in Oslo and John Ray in Bergen", ["Mary Peters", "John Ray"]),
        ("Von Petra Lind, Oslo", ["Petra Lind"]),
        ("Par Jean Dupont, envoyé spécial à Oslo", ["Jean Dupont"]),
        ("Автор: Мария Петрова, специально для «Гавани»", ["Мария Петрова"]),
        ("Ann Lee and Bo Ek, The Conversation", ["Ann Lee", "Bo Ek"]),
        ("Sophie in 't Veld", ["Sophie in 't Veld"]),
        ("Institute for War and Peace Reporting", ["Institute for War and Peace Reporting"]),
        ("Committee for the Defence of Rights", ["Committee for the Defence of Rights"]),
        ("The Associated Press", ["The Associated Press"]),
        ("London, Jack", ["Jack London"]),
    ],
)
def test_for_whom_and_where_somebody_writes_is_no_author(byline: str, persons: list[str]) -> None:
    assert [plain_name(parts) for parts in names_in(byline)] == persons


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jorun Aas", [person("Jorun", "Aas")]),
        ("Aas, Jorun", [person("Jorun", "Aas")]),
        (
            "Jorun Aas, Per Lind and Bek Petrov",
            [person("Jorun", "Aas"), person("Per", "Lind"), person("Bek", "Petrov")],
        ),
        ("Jorun Aas; Per Lind", [person("Jorun", "Aas"), person("Per", "Lind")]),
        ("Jorun Aas, Staff Writer", [person("Jorun", "Aas")]),
        ("Jorun Aas, Ph.D.", [person("Jorun", "Aas", suffix="Ph.D.")]),
        ("Willem van den Berg", [person("Willem", "Berg", non_dropping_particle="van den")]),
        ("van den Berg, Willem", [person("Willem", "Berg", non_dropping_particle="van den")]),
        ("De Gaulle, Charles", [person("Charles", "De Gaulle")]),
        ("Per Lind Jr.", [person("Per", "Lind", suffix="Jr.")]),
        ("José Ortega y Gasset", [person("José", "Ortega y Gasset")]),
        ("Von Hans Meyer", [person("Hans", "Meyer")]),
        ("Орлова А. П.", [person("А. П.", "Орлова")]),
        ("А. П. Орлова", [person("А. П.", "Орлова")]),
        ("Автор: Ада Орлова", [person("Ада", "Орлова")]),
        ("王小明", [person("小明", "王")]),
        ("记者 王小明 李丽", [person("小明", "王"), person("丽", "李")]),
        ("Par Yann Le Bihan et Ève Du Parc, envoyée spéciale", [person("Yann", "Le Bihan"), person("Ève", "Du Parc")]),
        ("Lê Thị Hoa", [person("Thị Hoa", "Lê")]),
        ("欧阳修文", [person("修文", "欧阳")]),
        ("山田 太郎", [person("太郎", "山田")]),
        ("Ministry of Water and Roads", [{"literal": "Ministry of Water and Roads"}]),
        (
            "Organization for Roads and Co-operation in Europe",
            [{"literal": "Organization for Roads and Co-operation in Europe"}],
        ),
        ("Reuters, AP", [{"literal": "Reuters"}, {"literal": "AP"}]),
        ("The Associated Press", [{"literal": "The Associated Press"}]),
        ("aas@post.example (Jorun Aas)", [person("Jorun", "Aas")]),
        ("Posted by Jorun Aas on May 5, 2019", [person("Jorun", "Aas")]),
        ("Jorun Aas\nEdited by Per Lind", [person("Jorun", "Aas")]),
    ],
)
def test_a_byline_gives_its_names(byline: str, names: list[dict[str, str]]) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        *("", "admin", "Admin", "Staff", "Guest Author", "https://post.example/7", "@jorun", "jorun77 1", "IE=edge"),
        *(
            "text/html; charset=utf-8",
            "text/html",
            "20190514",
            "www.post.example",
            "jorun",
            "…",
            "[object Object]",
            "null",
        ),
    ],
)
def test_nobody_is_named_by_accident(byline: str) -> None:
    assert names_in(byline) == []


def test_a_name_is_read_back_in_natural_order() -> None:
    assert plain_name(names_in("van den Berg, Willem")[0]) == "Willem van den Berg"
