"""The lines of a notebook that draw a network over its data: a curve, or a map from above."""

from __future__ import annotations

from playground.core.takeaway import Takeaway

_ALONG = """\
along = np.linspace(x[:, {i}].min(), x[:, {i}].max(), 161)
rows = np.tile(row, (len(along), 1))
rows[:, {i}] = along
curves = predict(rows)
figure = go.Figure()
{points}
{curves}
figure.update_layout(xaxis_title=inputs[{i}], yaxis_title={title})
figure
"""
_POINTS = 'figure.add_scatter(x=x[:, {i}], y=y, mode="markers", name="data")'
_CURVE = 'figure.add_scatter(x=along, y=curves[:, 0], mode="lines", name="network")'
_CLASS_POINTS = """\
for number, name in enumerate(classes):
    here = y == number
    figure.add_scatter(x=x[here, {i}], y=here[here] * 1.0, mode="markers", name=name)"""
_CLASS_CURVES = """\
for number, name in enumerate(classes):
    figure.add_scatter(x=along, y=curves[:, number], mode="lines", name=f"probability of {name}")"""

_ABOVE = """\
across = np.linspace(x[:, {i}].min(), x[:, {i}].max(), 41)
up = np.linspace(x[:, {j}].min(), x[:, {j}].max(), 41)
rows = np.tile(row, (len(across) * len(up), 1))
rows[:, {i}], rows[:, {j}] = (values.ravel() for values in np.meshgrid(across, up))
heights = {heights}.reshape(len(up), len(across))
figure = go.Figure()
figure.add_heatmap(x=across, y=up, z=heights, colorbar_title={title}, colorscale="Greens")
{points}
figure.update_layout(xaxis_title=inputs[{i}], yaxis_title=inputs[{j}])
figure
"""
_SPOTS = """\
figure.add_scatter(
    x=x[:, {i}], y=x[:, {j}], mode="markers", name="data", text=y,
    marker=dict(color=y, colorscale="Greens", line=dict(width=1), cmin=heights.min(),
                cmax=heights.max()),
)"""
_CLASS_SPOTS = """\
for number, name in enumerate(classes):
    here = y == number
    figure.add_scatter(x=x[here, {i}], y=x[here, {j}], mode="markers", name=name)"""


def picture(takeaway: Takeaway) -> str:
    """Lines that end with the figure; the inputs that it does not show are those of the row."""
    classes, places = takeaway.sample.classes, [*map(takeaway.inputs.index, takeaway.axes)]
    i = places[0]
    yes = "target" if not classes else f"{f'probability of {classes[1]}'!r}"
    if len(places) == 1:
        many = len(classes) > 2
        return _ALONG.format(
            i=i,
            points=(_CLASS_POINTS if many else _POINTS).format(i=i),
            curves=_CLASS_CURVES if many else _CURVE,
            title="'probability'" if many else yes,
        )
    where = {"i": i, "j": places[1]}
    return _ABOVE.format(
        heights="predict(rows).argmax(axis=1)" if len(classes) > 2 else "predict(rows)",
        title="'class'" if len(classes) > 2 else yes,
        points=(_CLASS_SPOTS if classes else _SPOTS).format(**where),
        **where,
    )
