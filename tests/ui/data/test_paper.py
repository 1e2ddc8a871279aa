"""The points of Data on a sheet of paper."""

from __future__ import annotations

import re
from dataclasses import replace

from playground.core.data.datasets import load
from playground.core.data.filters import RangeFilter
from playground.core.data.scatter_points import scatter_points
from playground.stage.payloads.share import share_payload
from playground.ui.data.paper import handout

ADDRESS = "http://192.0.2.7:8501/data?x=sugars&y=calories"


def test_the_rows_on_screen_are_its_points_and_its_link_leads_back() -> None:
    few = RangeFilter("sugars", 0, 3)
    points = scatter_points(load("cereal"), "sugars", "calories", (few,), "")
    assert 0 < len(points.rows) < 70
    page = handout("cereal", points, share_payload(ADDRESS, "", (), scannable=True)).decode()
    dots = re.search(r'<path d="((?:M[\d.]+ [\d.]+h0)+)"', page)
    assert dots is not None
    assert dots[1].count("M") == len(points.rows)
    assert "calories = w × sugars + b" in page
    assert ADDRESS.replace("&", "&amp;") in page
    assert 'aria-label="QR code of the page"' in page
    assert "Data: 80 Cereals" in page


def test_names_are_text() -> None:
    points = scatter_points(load("cereal"), "sugars", "calories", (), "")
    odd = replace(points, x=replace(points.x, label="<b>sugars</b>"))
    page = handout("cereal", odd, share_payload("", "", (), scannable=False)).decode()
    assert "<b>" not in page
    assert page.count("&lt;b&gt;sugars") >= 5
