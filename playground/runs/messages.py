"""Why a run is over, in sentences."""

from __future__ import annotations

from playground.runs.job import Job

STOPPED = "Stopped by hand."


def unwatched_reason(seconds: float) -> str:
    """It ended itself, since nobody was there."""
    return f"Nobody watched it for {seconds:g} seconds."


def early_stop_reason(job: Job, best: int) -> str:
    """Its patience was at an end; epoch `best` was the best."""
    rows = "test rows" if len(job.test_y) else "rows trained on"
    back = f"the weights of epoch {best} are back" if job.restore_best else "the weights stay"
    return (
        f"The loss on the {rows} has not fallen below that of epoch {best} for {job.patience} "
        f"epochs: it ended early, and {back}."
    )


def divergence_reason(done: int, good: int, learning_rate: float) -> str:
    """The loss ran away after `done` epochs; the weights after `good` of them are kept."""
    kept = f"those after epoch {good}" if good else "those of the start"
    return (
        f"The loss ran away in epoch {done + 1}. The last good weights are kept, {kept}. "
        f"Try a learning rate below {learning_rate:g}."
    )
