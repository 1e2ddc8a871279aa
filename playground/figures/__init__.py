"""Numbers in, Plotly figures out; the stage adds the theme's colours and moves the model."""
