"""Choosing the data set, the input and the target."""

from __future__ import annotations

import streamlit as st

from playground.core.data.datasets import Dataset, load
from playground.state.neuron import NeuronState
from playground.ui.shared import dataset_choices, sessions
from playground.ui.shared.error_notices import errors_as_notice
from playground.ui.shared.page_session import PageSession


def choose(session: PageSession[NeuronState]) -> None:
    """Three boxes: data set, input, target."""
    experiment = session.experiment
    dataset = load(experiment.data)
    st.selectbox(
        "Data",
        dataset_choices.names(),
        format_func=lambda name: load(name).title,
        key=sessions.show_choice("data", experiment.data),
        on_change=_data_chosen,
        width=170,
    )
    column, target = experiment.inputs[0], experiment.target
    for label, name, value, other in (
        ("Input x", "input", column, target),
        ("Target y", "target", target, column),
    ):
        st.selectbox(
            label,
            _choices(dataset, without=other),
            format_func=dataset_choices.title_formatter(experiment.data),
            key=sessions.show_choice(name, value),
            on_change=_columns_chosen,
            width=170,
        )


def _choices(dataset: Dataset, *, without: str) -> list[str]:
    return [column.name for column in dataset.columns if column.name != without]


@errors_as_notice
def _data_chosen() -> None:
    sessions.change(NeuronState.default(sessions.choice("data")))


@errors_as_notice
def _columns_chosen() -> None:
    data = sessions.choice("data")
    sessions.change(
        NeuronState.default(data, (sessions.choice("input"),), sessions.choice("target"))
    )
