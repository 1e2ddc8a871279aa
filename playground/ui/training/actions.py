"""What the buttons on the stage of Training ask for: to steer a run, or to repair it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playground.core.network.editing import with_activation
from playground.runs.run import Run
from playground.runs.snapshot import OVER
from playground.state.layer_actions import apply_action
from playground.state.training import TrainingState
from playground.state.values import (
    Action,
    LowerRate,
    Pause,
    Play,
    RemovePenalty,
    Repair,
    Reset,
    RunAction,
    SetActivation,
    Standardise,
    StepBatch,
    StepEpoch,
    Stop,
)
from playground.ui.training.runs import (
    detach,
    run_of,
    run_or_new,
    trained_network,
    with_recipe,
)
from playground.ui.training.session import TrainingSession


def actions(
    session: TrainingSession,
) -> Callable[[TrainingState, Action], tuple[TrainingState, str]]:
    """What the buttons of this session's stage do."""

    def apply(state: TrainingState, action: Action) -> tuple[TrainingState, str]:
        if isinstance(action, RunAction):
            if isinstance(action, Play):
                state = _continued(session, state)
            _STEER[type(action)](run_or_new(session, state))
            return state, ""
        if isinstance(action, Repair):
            detach(session)
            return _repaired(state, action)
        if isinstance(action, SetActivation):
            network = with_activation(state.network, action.name, action.layer)
            changed = replace(state.layers_state, layers=network.layers[:-1])
            return replace(state, layers_state=changed), ""
        changed, status = apply_action(state.layers_state, action)
        return replace(state, layers_state=changed), status

    return apply


def _continued(session: TrainingSession, state: TrainingState) -> TrainingState:
    """After a run that is over, the training of the network as it is now: another run."""
    run = run_of(session)
    if run is None or run.state not in OVER:
        return state
    trained = replace(state, layers_state=trained_network(session))
    detach(session)
    return trained


def _repaired(state: TrainingState, repair: Repair) -> tuple[TrainingState, str]:
    """The training without what made it diverge or crawl, and a sentence about it."""
    match repair:
        case LowerRate():
            rate = float(f"{state.recipe.learning_rate / 10:.3g}")
            return with_recipe(state, learning_rate=rate), f"The learning rate is {rate:g} now."
        case RemovePenalty():
            return with_recipe(state, l1=0.0, l2=0.0), "There is no penalty for large weights now."
        case Standardise():
            network = replace(state.layers_state, standardise=True)
            return replace(state, layers_state=network), "The inputs are standardised now."


_STEER: dict[type[RunAction], Callable[[Run], None]] = {
    Play: Run.play,
    Pause: Run.pause,
    StepEpoch: Run.step,
    StepBatch: Run.step_batch,
    Stop: Run.stop,
    Reset: Run.reset,
}
