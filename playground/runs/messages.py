"""Why a run is over, in sentences for its owner."""

from __future__ import annotations

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


def divergence_reason(done: int, good: int, learning_rate: float) -> str:
    """The loss diverged.

    Args:
        done: epochs done before that.
        good: the epoch whose weights are restored; 0 for the initial ones.
        learning_rate: at the end.
    """
    which = f"those after epoch {good}" if good else "those of the start"
    return (
        f"The loss ran away in epoch {done + 1}. The last good weights are kept, {which}. "
        f"Try a learning rate below {learning_rate:g}."
    )
