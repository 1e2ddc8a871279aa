"""Somebody's own data set: found by its name while it is held, gone with all results after."""

from __future__ import annotations

import gc
import weakref

import msgspec
import numpy as np
import pytest

from playground import engine
from playground.core.data.dataset_cache import OWN_CACHE_SIZE, cached_per_dataset
from playground.core.data.datasets import (
    LOST_MESSAGE,
    Dataset,
    Sample,
    load,
    new_private_name,
    publish,
)
from playground.core.data.subsampling import MAX_SAMPLED, sampled_rows, sampling_note, take_rows
from playground.core.fit.metrics import metrics
from playground.core.importing.read import read_table
from playground.core.network.network import Dense
from playground.stage.payloads.layers import layers_payload
from playground.stage.payloads.layers import view_of as layers_view_of
from playground.stage.payloads.neuron import neuron_payload, neuron_view
from playground.stage.payloads.plane import plane_payload, plane_view
from playground.stage.payloads.training import RunInfo, training_payload
from playground.stage.predict.answer import predict
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.predict.request import Request
from playground.stage.predict.token_store import UnknownToken
from playground.stage.protocol import (
    InlineNetwork,
    LayersPayload,
    LayerSpec,
    NetworkSpec,
    NeuronPayload,
    PlanePayload,
    PredictRequest,
    SyncState,
)
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.splits import split_of
from playground.state.training import TrainingState
from playground.ui.layers.buttons import fit
from playground.ui.shared.page_session import PageSession
from playground.ui.training.runs import job_of
from tests.structs import sent

SYNC = SyncState("name", 1, 0)


def own(rows: int = 40, seed: int = 1) -> Dataset:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, 3))
    y = x @ [1.0, 2.0, 3.0] + 0.1 * rng.normal(size=rows)
    lines = (",".join(f"{value:.4f}" for value in row) for row in np.column_stack([x, y]))
    table = read_table("a,b,c,y\n" + "\n".join(lines))
    return publish(table.dataset("Mine", ("a", "b"), "y", ""))


def test_it_is_found_while_it_is_held_and_by_its_name_only() -> None:
    mine, other = own(), own()
    assert load(mine.name) is mine
    assert load(other.name) is other
    assert mine.name != other.name
    assert len(mine.name) > 20
    with pytest.raises(ValueError, match=f"^{LOST_MESSAGE}$"):
        load(new_private_name())
    with pytest.raises(ValueError, match="must begin with own-; received 'cereal'"):
        publish(load("cereal"))


def payloads_of(mine: Dataset) -> tuple[NeuronPayload, PlanePayload, LayersPayload]:
    """What three pages send when it is looked at."""
    neuron, plane, layers = (
        NeuronState.default(mine.name),
        PlaneState.default(mine.name),
        LayersState.default(mine.name),
    )
    view = neuron_view(mine.name, neuron.inputs[0], neuron.target)
    assert neuron_view(mine.name, neuron.inputs[0], neuron.target) is view
    assert layers.raw_weights
    return (
        neuron_payload(view, neuron, SYNC, None),
        plane_payload(
            plane_view(mine.name, plane.inputs, plane.target, plane.axes), plane, SYNC, None
        ),
        layers_payload(layers_view_of(layers), layers, SYNC, None),
    )


def tokens_of(mine: Dataset) -> tuple[str, ...]:
    """The tokens of its points for Keras."""
    neuron, plane, layers = payloads_of(mine)
    scalings = layers.scalings.raw, layers.scalings.standardised
    return (neuron.eval_points, plane.eval_points, *(scaled.eval_points for scaled in scalings))


def test_nothing_of_it_stays_when_nobody_holds_it() -> None:
    mine, stays = own(), own(seed=2)
    arrays = weakref.ref(mine.sample(("a",), "y").x)
    tokens, other_tokens = tokens_of(mine), tokens_of(stays)
    sample = weakref.ref(neuron_view(mine.name, "a", "y").sample)
    name, gone = mine.name, weakref.ref(mine)
    assert sample() is not None
    del mine
    gc.collect()
    assert gone() is None
    assert sample() is None
    assert arrays() is None
    assert len({*tokens}) == len(tokens) == 4
    for token in tokens:
        with pytest.raises(UnknownToken):
            EVAL_POINTS.get(token)
    with pytest.raises(ValueError, match=LOST_MESSAGE):
        NeuronState.default(name)
    assert load(stays.name) is stays
    assert [len(EVAL_POINTS.get(token).y) for token in other_tokens] == [40] * len(tokens)


def test_few_results_are_cached_for_it_and_many_for_the_built_in() -> None:
    computed = []

    @cached_per_dataset
    def result(data: str, number: int) -> int:
        computed.append((data, number))
        return number

    mine = own()
    for data, again in ((mine.name, 1), ("cereal", 0)):
        computed.clear()
        for number in (*range(OWN_CACHE_SIZE + 1), *range(OWN_CACHE_SIZE, -1, -1)):
            assert result(data, number) == number
        assert len(computed) - (OWN_CACHE_SIZE + 1) == again


def test_few_rows_are_drawn_of_many_and_all_of_few() -> None:
    assert sampled_rows(MAX_SAMPLED).tolist() == list(range(MAX_SAMPLED))
    rows = sampled_rows(MAX_SAMPLED + 1)
    assert len({*rows.tolist()}) == MAX_SAMPLED
    assert (np.diff(rows) > 0).all()
    assert sampling_note(MAX_SAMPLED) == ""
    assert "2,000 of them are drawn" in sampling_note(MAX_SAMPLED + 1)


@pytest.fixture(scope="module")
def large() -> Dataset:
    return own(MAX_SAMPLED + 500)


def test_a_large_one_is_drawn_in_part_on_every_page_and_says_so(large: Dataset) -> None:
    payloads = payloads_of(large)
    for payload in payloads:
        assert len(payload.points.y) == MAX_SAMPLED
        assert "2,500 rows" in payload.note
        assert "2,000 of them are drawn, chosen at random (seed 0)" in payload.note
    neuron = NeuronState.default(large.name)
    view = neuron_view(large.name, neuron.inputs[0], neuron.target)
    assert len(view.sample.y) == 2500
    assert payloads[0].points.y == take_rows(view.sample, view.rows).y.tolist()
    assert len(payloads[2].names) == MAX_SAMPLED


@pytest.mark.keras
def test_keras_measures_all_rows_and_predicts_those_drawn(large: Dataset) -> None:
    neuron = NeuronState.default(large.name)
    view = neuron_view(large.name, neuron.inputs[0], neuron.target)
    payload = neuron_payload(view, neuron, SYNC, None)
    source = InlineNetwork(NetworkSpec(1, [LayerSpec(1, "linear")]), [[2.0], [0.5]])
    request = PredictRequest(eval_points=payload.eval_points, revision=1, source=source, at=[])
    answer = predict(Request.decode(msgspec.json.encode(request)))
    expected = engine.predict(neuron.network, (np.array([[2.0]]), np.array([0.5])), view.sample.x)[
        :, 0
    ]
    assert answer.predictions == pytest.approx(expected[view.rows].tolist())
    assert answer.metrics.mse == pytest.approx(metrics(view.sample.y, expected).mse)


@pytest.mark.parametrize(
    "rows",
    [
        ["1,5,2", "2,5,2", "3,5,3", "4,6,", "5,7,"],  # constant where all are known
        ["1,0,1", "2,1,1", "3,1,0", "4,0,0"],  # two values
        ["1,2,1", "2,4,2", "3,6,3"],  # the same column twice
        ["0.001,900000,3", "0.002,1,1", "0.003,5,2"],
        ["2001,123456,1", "2002,234567,2", "2003,345678,5"],
    ],
)
def test_awkward_columns_are_shown_on_every_page(rows: list[str]) -> None:
    mine = publish(read_table("\n".join(["a,b,c", *rows])).dataset("Mine", ("a", "b"), "c", ""))
    for target in ("c", "b"):
        others = tuple(name for name in ("a", "b", "c") if name != target)
        neuron = NeuronState.default(mine.name, others[1:], target)
        view = neuron_view(mine.name, others[1], target)
        payload = sent(neuron_payload(view, neuron, SYNC, None))
        assert [slider.low < slider.high for slider in payload.sliders] == [True] * 3
        assert np.isfinite([view.best["relu"].mse, view.baseline_mse]).all()
        plane = PlaneState.default(mine.name, others, target)
        assert sent(
            plane_payload(plane_view(mine.name, others, target, plane.axes), plane, SYNC, None)
        )
        layers = LayersState.default(mine.name, others, target)
        assert sent(layers_payload(layers_view_of(layers), layers, SYNC, None))
        query = layers.to_query()
        assert LayersState.from_query(query) == (layers, ())


def test_names_with_anything_in_them_go_into_a_link_and_back() -> None:
    cells = '"<b>a</b>";"b, c&d=e";"ü 😀 %7B";{x}\n1;2;3;4\n2;4;1;5\n4;1;0;6\n'
    mine = publish(read_table(cells).dataset("Mine", ("<b>a</b>",), "{x}", ""))
    names = tuple(column.name for column in mine.columns)
    assert names[1] == "b; c&d=e"
    for kind, inputs in (
        (NeuronState, names[1:2]),
        (PlaneState, names[1:3]),
        (LayersState, names[:3]),
    ):
        state = kind.default(mine.name, inputs, names[3])
        assert kind.from_query(state.to_query()) == (state, ())


def test_a_page_that_needs_more_columns_says_so() -> None:
    mine = publish(read_table("x,y\n1,2\n2,4\n3,7\n").dataset("Mine", ("x",), "y", ""))
    plane, ignored = PlaneState.from_query({"data": mine.name})
    assert plane == PlaneState.default()
    (sentence,) = ignored
    assert "Mine has 2 columns of numbers, and this page takes 3 or more" in sentence
    assert LayersState.from_query({"data": mine.name})[0].inputs == ("x",)


def test_columns_never_known_together_are_named_in_a_sentence() -> None:
    mine = publish(
        read_table("a,b,c\n1,,2\n2,,3\n3,,4\n,5,5\n,6,7\n").dataset("M", ("a",), "c", "")
    )
    with pytest.raises(ValueError, match="0 rows know all of a, b, c, and at least 2 must: choose"):
        LayersState.default(mine.name, ("a", "b"), "c")
    layers, (sentence,) = LayersState.from_query(
        {"data": mine.name, "inputs": "a,b", "target": "c"}
    )
    assert layers.inputs == ("a",)
    assert "choose other columns" in sentence


def test_a_sample_keeps_its_promise_when_thinned(large: Dataset) -> None:
    sample: Sample = large.sample(("a",), "y")
    few = take_rows(sample, np.array([3, 5]))
    assert few.y.tolist() == sample.y[[3, 5]].tolist()
    assert few.names == (sample.names[3], sample.names[5])
    assert not few.x.flags.writeable


def test_a_training_knows_which_of_the_drawn_points_it_trains_on(large: Dataset) -> None:
    layers = LayersState.default(large.name, layers=(Dense(2, "relu"),))
    state = TrainingState(layers)
    train, test = split_of(state)
    info = RunInfo(
        run="",
        attempt=0,
        owner="me",
        start=layers.tensors,
        train_rows=train,
        test_rows=test,
        others=(),
        source=lambda _: (0, ()),
    )
    payload = training_payload(state, SYNC, info)
    y = layers_view_of(layers).sample.y
    assert payload.split_counts == (2000, 500)
    assert len(payload.train_rows) + len(payload.test_rows) == MAX_SAMPLED
    drawn = np.array(payload.points.y)
    assert payload.train_index is not None
    np.testing.assert_array_equal(drawn[payload.train_rows], y[train][payload.train_index])
    assert len(payload.test_rows) > 100
    assert {*drawn[payload.test_rows]} <= {*y[test]}


def test_too_much_to_train_is_refused_in_a_sentence(large: Dataset) -> None:
    layers = LayersState.default(large.name, layers=(Dense(1024, "relu"), Dense(1024, "relu")))
    sentence = "2,000 rows and 1,053,697 parameters are too much for one run.*take fewer rows"
    with pytest.raises(ValueError, match=sentence):
        job_of(TrainingState(layers))
    session = PageSession(layers, layers, link={})
    with pytest.raises(ValueError, match=sentence.replace("2,000", "2,500")):
        fit(session)
    assert not session.undo_stack
