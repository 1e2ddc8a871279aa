"""Plotly figures from numbers; the stage adds the theme's colours and moves the model."""
