"""Numbers only: data sets, networks, activations, scaling and metrics in NumPy and pandas.

Everything here is the float64 reference that Keras and the browser are checked against.
"""
