"""Each stylesheet parsed once for all applications that a process of the tests starts: Textual keeps it for one."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from unittest.mock import patch

from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token

Tokens = dict[str, list[Token]]
Variables = frozenset[tuple[str, str]]

_named: dict[int, Variables] = {}
"""The variables of a theme by the identity of their tokens, all of which `_tokens` keeps."""


def parsed_once() -> Any:
    """A context in which `Stylesheet` takes what was parsed for another application with the same variables."""
    return patch.multiple("textual.css.stylesheet", parse=_rules_of, tokenize_values=_tokens_of)


def _tokens_of(variables: dict[str, str]) -> Tokens:
    return _tokens(frozenset(variables.items()))


@cache
def _tokens(variables: Variables) -> Tokens:
    tokens = tokenize_values(dict(variables))
    _named[id(tokens)] = variables
    return tokens


def _rules_of(scope: str, css: str, read_from: Any, *, variable_tokens: Tokens, **how: Any) -> Iterable[RuleSet]:
    return _rules(scope, css, read_from, _named[id(variable_tokens)], tuple(how.items()))


@cache
def _rules(
    scope: str, css: str, read_from: Any, variables: Variables, how: tuple[tuple[str, Any], ...]
) -> tuple[RuleSet, ...]:
    return tuple(parse(scope, css, read_from, variable_tokens=_tokens(variables), **dict(how)))
