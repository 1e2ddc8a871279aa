"""A network's file, read by what it is: a `.keras` file or JSON."""

from __future__ import annotations

from playground.core.model_files.keras_archive import read_keras_archive
from playground.core.model_files.network_file import MAX_BYTES, NetworkFile, NetworkFileError
from playground.core.model_files.weights_text import read_weights_text

_ZIP, _HDF5, _PICKLE = b"PK\x03\x04", b"\x89HDF\r\n\x1a\n", b"\x80"


def read_network_file(data: bytes) -> NetworkFile:
    """Reads numbers and names from a file; nothing in it is ever run.

    Args:
        data: the file.

    Raises:
        NetworkFileError: if it is refused, with the reason in a sentence.
    """
    if len(data) > MAX_BYTES:
        raise NetworkFileError(f"This file is larger than {MAX_BYTES // 1_000_000} MB.")
    if data.startswith(_ZIP):
        return read_keras_archive(data)
    if data.startswith(_HDF5):
        raise NetworkFileError(
            "This is a file of an older Keras: open it there and save it as .keras."
        )
    if data.startswith(_PICKLE):
        raise NetworkFileError(
            "This is a pickle, which could run anything: save the model as .keras instead."
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_weights_text(data)
    raise NetworkFileError("This is neither a .keras file nor JSON with weights.")
