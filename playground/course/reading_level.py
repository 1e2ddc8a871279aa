"""How hard a text is to read: the grade of a US school whose pupils can read it.

J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, Derivation of new readability formulas
for Navy enlisted personnel, 1975.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from playground.course.lesson import Lesson

_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouydt]ed|[^aeiouysxzcg]es)$")
"""Endings in which an e is not heard."""


def texts_of(lesson: Lesson) -> Iterator[str]:
    """What a learner reads of a lesson."""
    yield lesson.idea
    for step in lesson.steps:
        yield step.say
        if step.bet is not None:
            yield from (step.bet.ask, step.bet.outcome)
        yield from (miss.say for miss in step.misses)
        yield step.hints.think
        yield step.because


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    Args:
        texts: each of whole sentences; numbers and `{facts}` in them are no words.

    Raises:
        ValueError: if there is no word in them.
    """
    sentences, words = 0, list[str]()
    for text in texts:
        for sentence in _SENTENCE.split(re.sub(r"\{[^}]*\}", "", text)):
            found = _WORD.findall(sentence)
            sentences += bool(found)
            words += found
    if not words:
        raise ValueError("there must be words to find their grade")
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    """About how many syllables an English word has: its groups of vowels that are heard."""
    word = word.lower()
    return max(1, len(_VOWELS.findall(word)) - bool(_SILENT.search(word)))
