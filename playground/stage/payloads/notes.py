"""What a picture's footnote says: which rows are in it, and how they are drawn."""

from __future__ import annotations

from playground.core.data.datasets import Dataset, Sample
from playground.core.data.subsampling import sampling_note
from playground.core.formatting import join_words


def rows_note(dataset: Dataset, sample: Sample, *, spots: int | None = None) -> str:
    """Says how many rows there are, which are left out, and how the others are drawn.

    Args:
        dataset: whose rows they are.
        sample: the rows in view.
        spots: on how many places they lie, where those on one are drawn side by side.
    """
    count, all_rows = len(sample.y), len(dataset.row_names)
    unknown = "a value" if any(column.of for column in sample.inputs) else "a number"
    parts = [f"All {count:,} {dataset.plural}."]
    if sample.dropped:
        parts = [
            f"{count:,} of {all_rows:,} {dataset.plural}.",
            f"Left out, as {unknown} is unknown: {join_words(sample.dropped)}.",
        ]
    if spots is not None and spots < count:
        parts.append(f"They lie on {spots:,} spots: those on one spot are drawn side by side.")
    if len(sample.inputs) > 2:
        parts.append("The paler a point, the farther it is from this slice.")
    return " ".join(filter(None, (*parts, sampling_note(count))))
