"""The loss landscape's contour: the numbers it is made of, and axes that tell what they are."""

from __future__ import annotations

import numpy as np
import pytest

from playground.core.fit.landscape import Landscape, landscape
from playground.core.fit.ranges import Range
from playground.figures.landscape import landscape_contour


def test_the_contour_is_the_landscape_on_a_logarithmic_scale() -> None:
    x, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 4.0])
    depths = landscape("linear", x, y, Range(-3.0, 3.0, 0.1), Range(-2.0, 5.0, 0.1), size=21)
    (contour,) = landscape_contour(depths, w_unit="kcal per g", b_unit="kcal").data
    np.testing.assert_allclose(contour.x, depths.w, rtol=1e-6)
    np.testing.assert_allclose(contour.y, depths.b, rtol=1e-6)
    np.testing.assert_allclose(10.0 ** contour.z.astype(float), depths.mse, rtol=1e-4)
    row, column = np.unravel_index(np.argmin(contour.z), contour.z.shape)
    errors = (y - (depths.w[column] * x + depths.b[row])) ** 2
    assert np.mean(errors) == pytest.approx(np.min(depths.mse))


def test_axes_tell_weight_and_bias_with_their_units() -> None:
    depths = Landscape(
        np.array([-1.0, 1.0]), np.array([0.0, 2.0]), np.array([[1.0, 2.0], [3.0, 4.0]])
    )
    layout = landscape_contour(depths, w_unit="kcal per g", b_unit="").layout
    assert layout.xaxis.title.text == "w (kcal per g)"
    assert layout.yaxis.title.text == "b"
    assert layout.xaxis.range == (-1.0, 1.0)
    assert layout.yaxis.range == (0.0, 2.0)
    assert layout.xaxis.fixedrange
    assert layout.dragmode is False


def test_a_perfect_fit_has_a_depth_too() -> None:
    depths = Landscape(
        np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([[0.0, 1.0], [1.0, 2.0]])
    )
    (contour,) = landscape_contour(depths, w_unit="", b_unit="").data
    assert np.all(np.isfinite(contour.z))
    assert np.argmin(contour.z) == 0
