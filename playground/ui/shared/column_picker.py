"""The widgets that choose a page's columns: data set, inputs, target, and the axes shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, Literal, Protocol, TypeVar

import streamlit as st

from playground.core.data.catalogue import label as column_label
from playground.core.data.datasets import Dataset, load
from playground.core.data.targets import source_of
from playground.state.neuron import why_a_number
from playground.ui.shared import dataset_choices, sessions, shape_box, target_box, theme
from playground.ui.shared.page_session import PageState
from playground.ui.shared.terms import EXPLANATIONS


class ColumnState(PageState, Protocol):
    """What is on screen on a page with inputs and a target; with several inputs it has `axes`."""

    @property
    def data(self) -> str: ...
    @property
    def inputs(self) -> tuple[str, ...]: ...
    @property
    def target(self) -> str: ...


C = TypeVar("C", bound=ColumnState)

_MAX_PILLS = 40
"""Of more columns, the inputs are chosen in a box with a search."""
_MAX_PILL = 30
"""Characters of the inputs or a data set's title on the button that opens the widgets."""


@dataclass(frozen=True)
class ColumnPicker(Generic[C]):
    """The column widgets of a page.

    A page of one input gets a select box for it; a page of several gets a row of pills, and select
    boxes for the two axes as soon as more than two inputs are chosen.

    Attributes:
        page: its name, with which the keys of the widgets begin.
        kind: class of the page's state.
        bounds: the least and the most inputs.
        with_data: the state with another data set.
        with_inputs: the state with other inputs.
        with_target: the state with another target. A ValueError of these three becomes a notice.
        classes: whether the target may be classes, and data sets generated.
        most_classes: how many of them a target may have.
        with_points: the state with other generated points; None: as with another data set.
    """

    page: str
    kind: type[C]
    bounds: tuple[int, int]
    with_data: Callable[[C, str], C]
    with_inputs: Callable[[C, tuple[str, ...]], C]
    with_target: Callable[[C, str], C]
    classes: bool = False
    most_classes: int = 2
    with_points: Callable[[C, str], C] | None = None

    def pill(self, state: C) -> str:
        """What the page shows, as Markdown: "80 Cereals: sugars → calories"."""
        dataset = load(state.data)
        choices = dataset.choices_of(state.inputs)
        inputs = ", ".join(theme.escape_markdown(dataset.label(name)) for name in choices)
        if len(inputs) > _MAX_PILL:
            inputs = f"{len(state.inputs)} inputs"
        title = theme.escape_markdown(theme.shortened(dataset.title, _MAX_PILL))
        return f"{title}: {inputs} → {theme.escape_markdown(dataset.label(state.target))}"

    def draw(self, state: C) -> None:
        """Draws the widgets, one below the other.

        Args:
            state: what they show.
        """
        dataset = load(state.data)
        dataset_box(
            self._key("data"),
            state.data,
            self._on_data_change,
            min_columns=self.bounds[0] + 1,
            generated=self.classes,
        )
        if self.bounds[1] > 1:
            self._inputs_widget(state, dataset)
        else:
            self._input_box(state, dataset)
        self._target_box(state, dataset)
        if self.classes:
            target_box.draw(self._key("target"), state, self._now, self._change_target)
        if len(state.inputs) > 2:
            with st.container(horizontal=True):
                self._axes_boxes(state)
        if self.classes:
            shape_box.draw(self._key("points"), state.data, self._data_now, self._change_points)

    def _key(self, widget: str) -> str:
        return f"{self.page} {widget}"

    def _input_box(self, state: C, dataset: Dataset) -> None:
        st.selectbox(
            "Input x",
            _names(dataset, without=(source_of(dataset, state.target),)),
            format_func=dataset_choices.title_formatter(state.data),
            key=sessions.show_choice(self._key("inputs"), state.inputs[0]),
            on_change=self._on_input_change,
            help=EXPLANATIONS["inputs"],
        )
        if categories := [name for name in dataset.choices if name not in _names(dataset)]:
            reason = why_a_number(dataset.label(categories[0]))
            st.caption(theme.escape_markdown(f"{reason[:1].upper()}{reason[1:]}."))

    def _target_box(self, state: C, dataset: Dataset) -> None:
        st.selectbox(
            "Target y",
            self._targets(state, dataset),
            format_func=dataset_choices.title_formatter(state.data),
            key=sessions.show_choice(self._key("target"), state.target),
            on_change=self._on_target_change,
            help=EXPLANATIONS["target"],
        )

    def _axes_boxes(self, state: Any) -> None:
        first, second = state.axes
        for label, axis, other in (("First axis", first, second), ("Second axis", second, first)):
            st.selectbox(
                label,
                [name for name in state.inputs if name != other],
                format_func=partial(column_label, state.data),
                key=sessions.show_choice(self._key(label), axis),
                on_change=self._on_axes_change,
                width=140,
            )

    def _inputs_widget(self, state: C, dataset: Dataset) -> None:
        """A row of pills; of very many columns, such as a spectrum's, a box that finds them."""
        low, high = self.bounds
        options = self._choices(dataset, without=(source_of(dataset, state.target),))
        arguments: dict[str, Any] = {
            "label": f"Inputs x ({low} to {high})",
            "options": options,
            "key": sessions.show_choice(
                self._key("inputs"), list(dataset.choices_of(state.inputs))
            ),
            "on_change": self._on_inputs_change,
            "help": EXPLANATIONS["inputs"],
        }
        if len(options) > _MAX_PILLS:
            st.multiselect(
                **arguments,
                format_func=dataset_choices.title_formatter(state.data),
                placeholder=f"Find one of {len(options):,} columns",
            )
        else:
            st.pills(
                **arguments,
                format_func=partial(dataset_choices.column_title, state.data),
                selection_mode="multi",
            )

    def _choices(self, dataset: Dataset, *, without: tuple[str, ...]) -> list[str]:
        """Names of the columns that can be an input: with one input alone, of numbers only."""
        if self.bounds[1] == 1:
            return _names(dataset, without=without)
        return [name for name in dataset.choices if name not in without]

    def _targets(self, state: C, dataset: Dataset) -> list[str]:
        return dataset_choices.targets(
            dataset, state.inputs, state.target, classes=self.classes, most=self.most_classes
        )

    def _now(self) -> C:
        return sessions.state(self.kind)

    def _data_now(self) -> str:
        return self._now().data

    def _change_points(self, data: str) -> None:
        change = self.with_points or self.with_data
        sessions.change(change(self._now(), data))

    def _change_target(self, target: str) -> None:
        sessions.change(self.with_target(self._now(), target))

    # --- callbacks --------------------------------------------------------------------------

    @sessions.callback
    def _on_data_change(self) -> None:
        state = sessions.state(self.kind)
        options = dataset_choices.names(self.bounds[0] + 1, state.data, generated=self.classes)
        data = sessions.choice(self._key("data"), options)
        sessions.change(self.with_data(state, data))

    @sessions.callback
    def _on_target_change(self) -> None:
        state = sessions.state(self.kind)
        options = self._targets(state, load(state.data))
        sessions.change(self.with_target(state, sessions.choice(self._key("target"), options)))

    @sessions.callback
    def _on_axes_change(self) -> None:
        state: Any = sessions.state(self.kind)
        first = sessions.choice(self._key("First axis"), state.inputs)
        others = [name for name in state.inputs if name != first]
        second = sessions.choice(self._key("Second axis"), others)
        sessions.change(replace(state, axes=(first, second)))

    @sessions.callback
    def _on_input_change(self) -> None:
        state = sessions.state(self.kind)
        dataset = load(state.data)
        options = _names(dataset, without=(source_of(dataset, state.target),))
        name = sessions.choice(self._key("inputs"), options)
        sessions.change(self.with_inputs(state, (name,)))

    @sessions.callback
    def _on_inputs_change(self) -> None:
        """Columns that stay keep their order, and new ones follow."""
        state = sessions.state(self.kind)
        dataset = load(state.data)
        options = self._choices(dataset, without=(source_of(dataset, state.target),))
        chosen = sessions.choices(self._key("inputs"), options)
        staying = [name for name in dataset.choices_of(state.inputs) if name in chosen]
        names = (*staying, *(name for name in chosen if name not in staying))
        low, high = self.bounds
        if low <= len(names) <= high:
            sessions.change(self.with_inputs(state, names))
        else:
            sessions.notice(f"This page takes {low} to {high} inputs; you chose {len(names)}.")


def dataset_box(
    key: str,
    data: str,
    on_change: Callable[[], None],
    *,
    min_columns: int = 2,
    generated: bool = False,
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """A select box of the data sets.

    Args:
        key: of the widget.
        data: name of the data set it shows.
        on_change: callback.
        min_columns: how many numeric columns an own data set needs to be offered.
        generated: whether generated ones are offered.
        width: in pixels, or of what it is in.
    """
    st.selectbox(
        "Data",
        dataset_choices.names(min_columns, data, generated=generated),
        format_func=dataset_choices.title,
        key=sessions.show_choice(key, data),
        on_change=on_change,
        width=width,
    )


def _names(dataset: Dataset, *, without: tuple[str, ...] = ()) -> list[str]:
    return [column.name for column in dataset.columns if column.name not in without]
