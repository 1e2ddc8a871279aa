"""The live component: what the browser draws and moves, and how it asks Keras."""
