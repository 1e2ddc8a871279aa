"""The facts: their table, and what they are on each page."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense
from playground.course import published
from playground.course.facts import FACT, FACTS, GIVEN, MODELS, OF_CLASSES, PAGES, names_on
from playground.course.measure import RunInView, Since, facts_of
from playground.course.setup import STATES, page_of, state_of, units_of
from playground.ladder.networks import LADDER, best_linear
from playground.state.concrete import ConcreteState
from playground.state.data import DataState
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.training import TrainingState

TUTORIAL = replace(NeuronState.default(), w=(2.5,), b=90.0, probe=5.0)


def test_a_name_is_one_fact_on_each_page_and_the_same_on_all() -> None:
    for page in PAGES:
        names = names_on(page)
        assert len({*names}) == len(names) > 15
    kinds: dict[str, set[Any]] = {}
    for fact in FACTS:
        for name in fact.names:
            of_input = fact.input_of(name) if fact.unit in ("weight", "input") else 0
            kinds.setdefault(name, set()).add((fact.unit, fact.kind, of_input, fact.label_of(name)))
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}
    assert {*GIVEN} <= {*FACT}


def test_every_meaning_is_one_short_sentence() -> None:
    for fact in FACTS:
        assert fact.meaning.endswith("."), fact
        assert ". " not in fact.meaning, fact
        assert len(fact.meaning.split()) <= 20, fact


LINKS = (*PAGES, *(f"{page}?target=shelf+%3D+2" for page in MODELS))


@pytest.mark.parametrize("link", LINKS)
def test_a_page_knows_its_facts_and_no_others(link: str) -> None:
    page, is_of_classes = link.split("?")[0], "target" in link
    state, ignored = state_of(link)
    assert (page_of(state), ignored) == (page, ())
    facts, units = facts_of(state), units_of(state)
    numbered = {name for fact in FACTS if page in fact.pages for name in fact.names if fact.places}
    assert {*facts} <= {*names_on(page)}
    of_classes = {*OF_CLASSES} & {*names_on(page)}
    assert {*names_on(page)} - {*facts} <= numbered | (set() if is_of_classes else of_classes)
    assert {*facts} & of_classes == (of_classes if is_of_classes else set())
    assert {*facts} <= {*units}
    assert all(type(value) is float for value in facts.values())


def test_other_pages_have_no_lessons() -> None:
    with pytest.raises(ValueError, match="'data' is none of the pages neuron, plane"):
        state_of("data?x=sugars")
    with pytest.raises(TypeError, match="received a DataState"):
        facts_of(DataState.default())  # type: ignore[arg-type]
    assert set(STATES) == set(PAGES)


def test_the_tutorials_neuron() -> None:
    facts = facts_of(TUTORIAL)
    assert facts["prediction"] == 102.5
    assert (facts["w"], facts["b"], facts["relu"], facts["rows"]) == (2.5, 90.0, 0.0, 76.0)
    assert facts["mse_mean"] * (1.0 - facts["r2"]) == pytest.approx(facts["mse"])
    assert 0.0 < facts["gap"] < 1.0
    units = units_of(TUTORIAL)
    assert [units[name] for name in ("w", "b", "probe", "mse", "r2")] == [
        *("kcal per g", "kcal", "g", "kcal²", ""),
    ]


def test_the_gap_is_0_for_the_mean_and_1_for_the_best() -> None:
    view = facts_of(TUTORIAL)
    flat = replace(TUTORIAL, w=(0.0,), b=106.97368421052632)
    assert facts_of(flat)["gap"] == pytest.approx(0.0, abs=1e-9)
    best = replace(PlaneState.default(), w=(0.0,) * 3)
    least = facts_of(best)["mse_best"]
    assert least < view["mse_best"], "three inputs are better than one"


def test_since_a_step_began() -> None:
    facts = facts_of(TUTORIAL, Since(changed=True, fits=2, runs=3))
    assert (facts["changed"], facts["fits"]) == (1.0, 2.0)
    assert "runs" not in facts, "one neuron has no runs"
    assert facts_of(TrainingState.default(), Since(runs=3))["runs"] == 3.0


def test_a_stack_without_activations_is_one_neuron() -> None:
    stack = LayersState.default("cereal", ("sugars", "fiber"), layers=(Dense(4), Dense(3)))
    bent = replace(stack, layers=(Dense(4, "relu"), Dense(3)))
    straight, folded = facts_of(stack), facts_of(bent)
    assert straight["difference"] == pytest.approx(0.0, abs=1e-9)
    assert folded["difference"] > 1.0
    assert (folded["layers"], folded["units"], folded["units1"], folded["units2"]) == (2, 7, 4, 3)
    assert (straight["relu_layers"], folded["relu_layers"]) == (0, 1)
    assert folded["parameters"] == 2 * 4 + 4 + 4 * 3 + 3 + 3 * 1 + 1


def test_silent_neurons_and_frozen_weights_are_counted() -> None:
    state = LayersState.default("cereal", ("sugars",), layers=(Dense(5, "relu"),))
    weights = draw_weights(state.network, 3, "he_normal")
    weights[1][:2] = -100.0
    facts = facts_of(replace(state.with_weights(weights), frozen=(0, 3, 4)))
    assert (facts["silent"], facts["frozen"]) == (2, 3)


def test_no_unit_is_shown_below_a_network_that_only_keras_computes() -> None:
    large = LayersState.default("cereal", ("sugars",), layers=(Dense(200), Dense(200)))
    assert math.isnan(facts_of(large)["difference"])


def test_of_classes_no_unit_is_shown_and_the_errors_are_those_of_their_probabilities() -> None:
    three = LayersState.default("penguins", ("bill_length_mm",), "species")
    facts = facts_of(three)
    assert math.isnan(facts["difference"])
    assert 0.0 < facts["mse"] < facts["mae"] < 1.0
    assert (facts["rows"], facts["silent"]) == (342, 0)
    training = facts_of(TrainingState(three))
    assert math.isnan(training["train_mae"])
    assert training["train_rows"] + training["test_rows"] == 342


def test_before_a_training_no_loss_is_known() -> None:
    state = replace(TrainingState.default(), test_share=0.0)
    facts = facts_of(state)
    assert math.isnan(facts["train_loss"])
    assert math.isnan(facts["test_mae"]), "there is no test row"
    assert (facts["epoch"], facts["train_rows"], facts["test_rows"]) == (0, 76, 0)
    assert facts["train_mae"] == pytest.approx(facts["mae"])


def test_a_training_at_the_epoch_in_view() -> None:
    state = TrainingState.default()
    weights = draw_weights(state.network, 9, "he_normal")
    run = RunInView(7, 0.003, 0.5, 0.6, weights, diverged=True)
    facts = facts_of(state, run=run)
    layers = state.layers_state.with_weights(weights)
    assert facts["mae"] == facts_of(layers)["mae"] != facts_of(state)["mae"]
    assert (facts["epoch"], facts["rate"], facts["train_loss"], facts["test_loss"]) == (
        *(7, 0.003, 0.5, 0.6),
    )
    assert (facts["running"], facts["finished"], facts["diverged"]) == (0, 0, 1)
    shares = facts["train_rows"] * facts["train_mae"] + facts["test_rows"] * facts["test_mae"]
    assert shares / facts["rows"] == pytest.approx(facts["mae"])
    assert facts["updates_per_epoch"] == 2 == math.ceil(61 / 32)


def test_the_ladder_of_concrete() -> None:
    mix = ConcreteState.default()
    r2 = []
    for place, name in enumerate(LADDER):
        facts = facts_of(replace(mix, part="ladder", rung=name))
        assert facts["network"] == place
        assert facts["r2"] == pytest.approx(facts["r2_random"])
        assert facts["parameters"] == LADDER[name].network.parameter_count
        r2.append(facts["r2_random"])
    assert r2[2] - r2[1] > 0.2, "ReLU is the jump"
    assert np.argmax(r2) == 4
    assert abs(r2[0] - best_linear("random").r2) < 0.005
    by_mix = facts_of(replace(mix, part="ladder", rung="deep", split="mix", why=True))
    assert (by_mix["by_mix"], by_mix["why"], by_mix["ladder"]) == (1, 1, 1)
    assert by_mix["r2"] == pytest.approx(by_mix["r2_by_mix"])
    assert by_mix["r2_by_mix"] < by_mix["r2_random"]


def test_a_mix_and_whether_the_data_covers_it() -> None:
    mix = ConcreteState.default()
    facts = facts_of(mix)
    assert (facts["cement"], facts["age"], facts["covered"]) == (mix.at[0], mix.at[-1], 1)
    assert units_of(mix)["age"] == "days"
    assert units_of(mix)["cement"] == "kg/m³"
    assert facts_of(replace(mix, at=(*mix.at[:-1], 400.0)))["covered"] == 0


def test_the_scripts_and_the_document_have_the_table_as_it_is() -> None:
    again = "run `python -m playground.course facts --write`"
    assert published.SCRIPT.read_text(encoding="utf-8") == published.script(), again
    text = published.DOCUMENT.read_text(encoding="utf-8")
    assert published.document(text) == text, again
    assert published.table().count("\n| `") == len(FACTS)
