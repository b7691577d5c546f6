"""The kinds of items, in reading order; each is declared in the module of its name."""

from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event
from kztui.article.kinds.item import Item
from kztui.article.kinds.place import Place
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.kinds.term import Term

KINDS: tuple[type[Item], ...] = (Section, Paragraph, Event, Actor, Place, Term, Claim)
