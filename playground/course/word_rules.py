"""How much a step says, and which numbers stand in its texts."""

from __future__ import annotations

from collections.abc import Iterator

from playground.course.facts import FACT, names_on
from playground.course.lesson import Bet, Step
from playground.course.lines import Path
from playground.course.structure import Finding
from playground.course.texts import PLACEHOLDER, START

MOST_BEFORE_ACT = 40
MOST_ON_CARD = 60
MOST_ANSWERS = 4


def words(text: str) -> int:
    """How many words a text has on screen; a fact in it is a number with or without its unit."""

    def shown(name: str) -> str:
        fact = FACT.get(name.removeprefix(START))
        return "0 unit" if fact is not None and fact.unit else "0"

    return len(PLACEHOLDER.sub(lambda match: shown(match[1]), text).split())


def word_findings(step: Step, path: Path, page: str) -> Iterator[Finding]:
    """What is wrong with the texts of a step.

    Args:
        step: of a lesson.
        path: to it.
        page: path of its page.
    """
    for where, text in _texts(step):
        for reason in _placeholders(text, page):
            yield (*path, *where), reason
    yield from _lengths(step, path)
    if step.bet is not None:
        yield from _ways_to_bet(step.bet, (*path, "bet"), page)
    if len({*step.controls}) < len(step.controls):
        yield (*path, "controls"), "each control is listed once"


def _ways_to_bet(bet: Bet, path: Path, page: str) -> Iterator[Finding]:
    count = len(bet.answers)
    if bet.draws:
        if count:
            yield (*path, "draws"), "a bet is drawn or has answers, not both"
        if page != "neuron":
            yield (*path, "draws"), f"a line is drawn on the page neuron; this step is on {page}"
    elif not 2 <= count <= MOST_ANSWERS:
        wanted = f'a bet has 2 to {MOST_ANSWERS} answers, or draws = "line"'
        yield (*path, "answers") if count else path, f"{wanted}; this one has {count or 'none'}"
    if len({*bet.answers}) < count:
        yield (*path, "answers"), "the answers of a bet must differ"


def _texts(step: Step) -> Iterator[tuple[Path, str]]:
    yield from ((("say",), step.say), (("because",), step.because))
    if step.bet is not None:
        yield from ((("bet", "ask"), step.bet.ask), (("bet", "outcome"), step.bet.outcome))
        for number, answer in enumerate(step.bet.answers):
            yield ("bet", "answers", number), answer
    for number, miss in enumerate(step.misses):
        yield ("misses", number, "say"), miss.say
    yield ("hints", "think"), step.hints.think


def _placeholders(text: str, page: str) -> Iterator[str]:
    for written in PLACEHOLDER.findall(text):
        if written.removeprefix(START) not in names_on(page):
            yield f"{{{written}}} is no fact of {page}"
    if {"{", "}"} & {*PLACEHOLDER.sub("", text)}:
        yield "a brace is not closed or not opened; {mae} stands for a fact"


def _lengths(step: Step, path: Path) -> Iterator[Finding]:
    ask, outcome = (step.bet.ask, step.bet.outcome) if step.bet is not None else ("", "")
    limits: list[tuple[Path, str, str, int]] = [
        (("say",), "say", step.say, MOST_BEFORE_ACT),
        (("say",), "say and bet.ask together", f"{step.say} {ask}", MOST_ON_CARD),
        (
            ("because",),
            "because and bet.outcome together",
            f"{step.because} {outcome}",
            MOST_ON_CARD,
        ),
        (("hints", "think"), "think", step.hints.think, MOST_BEFORE_ACT),
    ]
    for number, miss in enumerate(step.misses):
        limits.append((("misses", number, "say"), "say", miss.say, MOST_BEFORE_ACT))
    for where, name, text, most in limits:
        if (count := words(text)) > most:
            yield (*path, *where), f"{name} has at most {most} words; this has {count}"
