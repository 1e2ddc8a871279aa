"""Why a run is over, in sentences for its owner."""

from __future__ import annotations

from playground.core.fit.causes import Cause, runaway_cause
from playground.core.formatting import format_number
from playground.runs.job import Job

STOPPED = "Stopped by hand."


def unwatched_reason(seconds: float) -> str:
    """It stopped itself, as nobody had watched it for so many seconds."""
    return f"Nobody watched it for {seconds:g} seconds."


def early_stop_reason(job: Job, best: int) -> str:
    """It stopped early.

    Args:
        job: of the run; its patience was exhausted.
        best: the epoch with the lowest loss.
    """
    rows = "test rows" if len(job.test_y) else "rows trained on"
    back = f"the weights of epoch {best} are back" if job.restore_best else "the weights stay"
    return (
        f"The loss on the {rows} has not fallen below that of epoch {best} for {job.patience} "
        f"epochs: it ended early, and {back}."
    )


def divergence(job: Job, done: int, good: int, learning_rate: float) -> tuple[str, Cause]:
    """The loss diverged: the reason and its cause.

    Args:
        job: of the run.
        done: epochs done before that.
        good: the epoch whose weights are restored; 0 for the initial ones.
        learning_rate: at the end.
    """
    cause = runaway_cause(job.recipe, learning_rate, job.x)
    which = f"those after epoch {good}" if good else "those of the start"
    recipe = job.recipe
    factors = {"L1": recipe.l1, "L2": recipe.l2}
    penalty = " and ".join(f"{name} = {format_number(x)}" for name, x in factors.items() if x)
    why = {
        "rate": f"Every step was too long. Try a learning rate below {learning_rate:g}.",
        "penalty": f"The penalty, {penalty}, pulls every weight towards 0 so strongly that it "
        "lands further away on the other side.",
        "scale": "The inputs are not standardised: their numbers are so large that every step is "
        "too long.",
    }[cause]
    ran_away = f"The loss ran away in epoch {done + 1}. The last good weights are kept, {which}."
    return f"{ran_away} {why}", cause


def completion(done: int, *, crawled: bool) -> tuple[str, Cause | None]:
    """All epochs are done: the reason, and the cause if they brought little.

    Args:
        done: how many.
        crawled: whether they brought little, as the inputs are not standardised.
    """
    if not crawled:
        return f"All {done} epochs are done.", None
    reason = (
        f"All {done} epochs are done, and brought little: the inputs are not standardised. One "
        "weight learns fast, another hardly moves, and no learning rate fits both."
    )
    return reason, "scale"
