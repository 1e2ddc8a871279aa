"""A bet of the class: a question, its answers, and who has chosen which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from playground.rooms.errors import Refused
from playground.rooms.news import BetNews
from playground.rooms.protocol import BetState


@dataclass
class Bet:
    """A question that everybody may answer once a round, and change while it is open.

    Attributes:
        round: grows with every bet of a room, and every time it is voted on again.
        question, answers: as the teacher wrote them; without answers, a line is to be drawn.
        state: open for votes; closed, and the histogram for the teacher; shown to everybody.
        votes: index of the answer, or kernel and bias of the line, by the seat's number.
    """

    round: int
    question: str
    answers: list[str]
    state: BetState = "open"
    votes: dict[int, int | list[float]] = field(default_factory=dict)

    @property
    def draws(self) -> bool:
        """Whether the answer is a line."""
        return not self.answers

    def vote(self, seat: int, round_: int, answer: int | list[float]) -> None:
        """Notes an answer.

        Args:
            seat: number of the seat.
            round_: that the learner has answered.
            answer: its index, or kernel and bias of the line.

        Raises:
            Refused: if it is too late, or there is no such answer.
        """
        if round_ != self.round or self.state != "open":
            raise Refused("This bet is closed: your answer came too late.")
        if isinstance(answer, list) != self.draws:
            raise Refused("This bet is a line." if self.draws else "This bet is an answer.")
        if isinstance(answer, int) and not 0 <= answer < len(self.answers):
            raise Refused(f"This bet has {len(self.answers)} answers; received number {answer}.")
        self.votes[seat] = answer

    def vote_of(self, seat: int) -> int | list[float] | None:
        """The answer of a seat; None: it has not voted."""
        return self.votes.get(seat)

    @property
    def histogram(self) -> list[int]:
        """How many have chosen each answer."""
        counts = Counter(vote for vote in self.votes.values() if isinstance(vote, int))
        return [counts[answer] for answer in range(len(self.answers))]

    def close(self) -> None:
        """Takes no more votes."""
        if self.state == "open":
            self.state = "closed"

    def show(self) -> None:
        """Shows the histogram to everybody, and takes no more votes."""
        self.state = "shown"

    def again(self, round_: int) -> None:
        """Asks the same anew, with no votes: after people have talked.

        Args:
            round_: the new round.
        """
        self.round, self.state = round_, "open"
        self.votes.clear()

    def news(self, *, to_teacher: bool = False) -> BetNews:
        """What is sent of it.

        Args:
            to_teacher: who sees the histogram once nobody can be influenced any more.
        """
        seen = self.state == "shown" or (to_teacher and self.state == "closed")
        return BetNews(
            round=self.round,
            question=self.question,
            answers=self.answers,
            state=self.state,
            counts=self.histogram if seen else [],
        )
