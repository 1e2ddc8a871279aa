"""The ladder: the package's archive is what training gives, and what Keras predicts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from playground import engine
from playground.core.fit.metrics import metrics
from playground.core.network.network import forward
from playground.core.network.weights import Tensors
from playground.ladder import store
from playground.ladder.networks import (
    DEEP,
    EXAMPLE_AGES,
    INPUTS,
    LADDER,
    RECIPE,
    SPLITS,
    best_linear,
    mix_groups,
    sample,
    scaling,
    split_example,
    split_of,
)
from playground.ladder.store import (
    FILE,
    TrainedLadder,
    read,
    save,
    to_float16_precision,
    trained_ladder,
)
from playground.ladder.train import CURVES, GRID_SIZE, predict_mpa, train_weights
from playground.state.concrete import training_state_of
from playground.state.splits import split_of as training_split
from playground.state.training import TrainingState
from playground.ui.training.runs import job_of

SMALL = [name for name, rung in LADDER.items() if rung is not DEEP]
WITHIN = 0.01
MAX_BYTES = 1_500_000


def r2(split: str, predictions: np.ndarray) -> float:
    return metrics(sample().y[split_of(split)[1]], predictions).r2


def test_the_network_is_that_of_the_text() -> None:
    assert DEEP.network.inputs == 8
    assert [(n.units, n.activation) for n in DEEP.network.layers] == [
        *[(512, "relu")] * 3,
        (1, "linear"),
    ]


def test_the_data_is_as_the_page_says() -> None:
    assert len(sample().y) == 1030
    assert len(np.unique(mix_groups())) == 428
    train, test = split_of("mix")
    assert not {*mix_groups()[train]} & {*mix_groups()[test]}
    train, test = split_of("random")
    assert len({*mix_groups()[train]} & {*mix_groups()[test]}) > 50
    with pytest.raises(ValueError, match="one of random, mix; received 'age'"):
        split_of("age")


@pytest.mark.keras
@pytest.mark.parametrize("name", SMALL)
def test_training_again_gives_the_stored_figures(name: str) -> None:
    for split in SPLITS:
        weights = train_weights(LADDER[name], split)
        predictions = predict_mpa(LADDER[name], weights, sample().x[split_of(split)[1]])
        assert r2(split, predictions) == pytest.approx(
            trained_ladder().metrics(name, split).r2, abs=WITHIN
        )


@pytest.mark.keras
def test_keras_predicts_what_is_stored_and_the_rounding_costs_nothing() -> None:
    test = split_of("random")[1]
    weights = trained_ladder().tensors.weights
    predictions = predict_mpa(DEEP, weights, sample().x[test])
    np.testing.assert_allclose(
        predictions, trained_ladder().predictions["deep", "random"], atol=1e-3
    )
    assert r2("random", predictions) == pytest.approx(0.89, abs=0.01)
    model = engine.keras_model(DEEP.network, weights)
    plain = model.predict(scaling().inputs(sample().x[test]), verbose=0)[:, 0]
    np.testing.assert_allclose(scaling().raw_target(plain), predictions, atol=1e-3)


def test_the_jump_is_relu_and_not_depth() -> None:
    for split in SPLITS:
        scores = [trained_ladder().metrics(name, split).r2 for name in LADDER]
        _, stacked, relu, wide, deep = scores
        assert relu > stacked + 0.25
        assert max(wide, deep) - relu < 0.02
    assert trained_ladder().metrics("deep", "mix").r2 == pytest.approx(0.85, abs=0.015)


def test_networks_that_cannot_bend_are_trained_until_they_are_as_good_as_least_squares() -> None:
    for split in SPLITS:
        best = best_linear(split).r2
        for name in ("linear", "stacked"):
            assert trained_ladder().metrics(name, split).r2 == pytest.approx(best, abs=0.006)


def test_one_mix_is_torn_apart_at_random_and_put_aside_whole() -> None:
    rows = split_example()
    assert len({*mix_groups()[rows]}) == 1
    assert tuple(sample().x[rows, INPUTS.index("Age")]) == EXAMPLE_AGES
    at_random, by_mix = (np.isin(rows, split_of(split)[1]) for split in SPLITS)
    assert at_random.sum() == 2
    assert by_mix.all()


def test_what_each_input_does_is_what_the_network_predicts() -> None:
    age = INPUTS.index("Age")
    effect = trained_ladder().effects[age]
    assert effect.grid.shape == effect.mean.shape == (GRID_SIZE,)
    assert effect.curves.shape == (CURVES, GRID_SIZE)
    varied = sample().x.copy()
    varied[:, age] = effect.grid[3]
    outputs = forward(DEEP.network, trained_ladder().tensors.weights, scaling().inputs(varied))
    predictions = scaling().raw_target(outputs[:, 0])
    assert effect.mean[3] == pytest.approx(predictions.mean(), abs=0.01)
    rows = np.linspace(0, 1029, CURVES).round().astype(int)
    np.testing.assert_allclose(effect.curves[:, 3], predictions[rows], atol=0.05)


def test_the_archive_is_small_and_comes_back_as_it_was(tmp_path: Path) -> None:
    assert FILE.stat().st_size < MAX_BYTES
    copy = tmp_path / "copy.npz"
    save(trained_ladder(), copy)
    again = read(copy)
    assert (
        again.tensors == trained_ladder().tensors == to_float16_precision(trained_ladder().tensors)
    )
    for key, predictions in trained_ladder().predictions.items():
        np.testing.assert_array_equal(again.predictions[key], predictions)


def test_weights_that_float16_cannot_hold_are_refused() -> None:
    ladder = trained_ladder()
    huge = [array * np.float32(1e6) for array in ladder.tensors.arrays]
    wild = TrainedLadder(Tensors(huge), ladder.predictions, ladder.effects)
    with pytest.raises(ValueError, match=r"float16, which ends at 65,504"):
        save(wild, Path("never"))


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("name", LADDER)
def test_training_it_oneself_is_the_same_training(name: str, split: str) -> None:
    state, ignored = TrainingState.from_query(training_state_of(LADDER[name], split).to_query())
    assert not ignored
    assert state == training_state_of(LADDER[name], split)
    for mine, theirs in zip(training_split(state), split_of(split), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    job = job_of(state)
    assert (job.network, job.recipe) == (LADDER[name].network, RECIPE)
    np.testing.assert_array_equal(job.x, scaling().inputs(sample().x)[split_of(split)[0]])
    assert job.weights is not None
    for start, own in zip(job.weights, training_state_of(LADDER[name], split).weights, strict=True):
        np.testing.assert_array_equal(start, own)


def test_another_network_in_the_archive_is_refused(tmp_path: Path) -> None:
    arrays = dict(np.load(store.FILE))
    arrays["w0"] = arrays["w0"][:, :5]
    np.savez(tmp_path / "other.npz", **arrays)
    with pytest.raises(ValueError, match="weights must have the shapes"):
        read(tmp_path / "other.npz")
