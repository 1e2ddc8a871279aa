"""Bytes to text: which encoding it is, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from playground.core.importing.errors import MAX_BYTES, TableError
from playground.core.importing.notes import Note, Topic
from playground.core.importing.opening.alphabets import is_central_european

_SIGNATURES = {
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"PK\x05\x06": "an empty zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a rar archive",
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
    b"{\\rtf": "a text document",
    b"\x7fELF": "a program",
    b"\x89HDF": "an HDF5 file",
}
_MARKS = (  # the longer ones first: UTF-32 begins as UTF-16 does
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Latin-1",
    "cp1250": "Windows-1250 (Central Europe)",
}
"""Codecs of Python, and their names; other scripts follow below."""
_OTHER_SCRIPTS = {
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "cp866": "CP866 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "tis_620": "TIS-620 (Thai)",
    "cp932": "Shift-JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "cp949": "EUC-KR (Korean)",
}
"""Codecs of scripts without Latin letters, and their names."""
ENCODINGS |= _OTHER_SCRIPTS
_SAMPLE_BYTES = 65_536
_LONE_LETTERS = 2.0
"""In Latin text, bytes beyond ASCII are in runs of no more than this on average."""
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
_REPEATED = re.compile(rb"([\x80-\xff])\1+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SAVE_AS = "open it in the program it belongs to and save the table as CSV"


def decode(data: bytes, codec: str = "") -> tuple[str, str, tuple[Note, ...]]:
    """Reads bytes as text.

    Args:
        data: the file's bytes.
        codec: one of ENCODINGS, if it is set; "" to guess it.

    Returns:
        The text, its codec, and a note for everything that was changed.

    Raises:
        TableError: if it is too long, empty, or no text.
    """
    if len(data) > MAX_BYTES:
        raise TableError(
            f"The file has {len(data) / 2**20:,.1f} MB, and this page takes at most "
            f"{MAX_BYTES // 2**20} MB: keep fewer rows or columns."
        )
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise TableError(f"This is {kind}, not a table as text: {_SAVE_AS}.")
    text, found, notes = _as_set(data, codec) if codec else _text(data)
    return _printable(text), found, (*notes, *_without_control(text))


def _as_set(data: bytes, codec: str) -> tuple[str, str, tuple[Note, ...]]:
    """Reads bytes in an encoding that a person set."""
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked.startswith(codec[:6]):
            return _tolerant(data, marked, codec)
    return _tolerant(data, codec, codec)


def _tolerant(data: bytes, codec: str, name: str) -> tuple[str, str, tuple[Note, ...]]:
    """The text, with � and a note where bytes are none."""
    try:
        return data.decode(codec), name, ()
    except UnicodeDecodeError as error:
        text = data.decode(codec, errors="replace")
        note = (
            f"At byte {error.start:,} it is not {ENCODINGS.get(name, name)}; what could not be "
            "read is shown as �."
        )
        return text, name, (Note(Topic.ENCODING, note, unsure=True),)


def _text(data: bytes) -> tuple[str, str, tuple[Note, ...]]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _tolerant(data, codec, codec.removesuffix("-sig"))
    for codec, evens, odds in (
        ("utf-16-le", data[1::2], data[::2]),
        ("utf-16-be", data[::2], data[1::2]),
    ):
        if len(data) >= 4 and evens.count(0) > 0.5 * len(evens) and odds.count(0) == 0:
            return _tolerant(data, codec, codec)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        is_cut = error.start >= len(data) - 3 and not data[: error.start].isascii()
        if is_cut or _is_mostly_utf8(data):
            return _tolerant(data, "utf-8", "utf-8")
        return _other_script(data) or _latin(data)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether most of what is beyond ASCII is UTF-8: a few bytes were damaged."""
    text = data.decode("utf-8", errors="replace")
    letters = len(_BEYOND_ASCII.findall(text))
    return letters > 10 * text.count("�")


def _latin(data: bytes) -> tuple[str, str, tuple[Note, ...]]:
    sample = _lines_beyond_ascii(data)
    codec = "cp1250" if is_central_european(sample) else "cp1252"
    text = data.decode(codec, errors="replace").replace("\ufffd", " ")
    name = "Latin-1 (Windows-1252)" if codec == "cp1252" else ENCODINGS[codec]
    return text, codec, (Note(Topic.ENCODING, f"Read as {name}, as it is not UTF-8."),)


def _other_script(data: bytes) -> tuple[str, str, tuple[Note, ...]] | None:
    """The text, if charset-normalizer finds it to be in a script without Latin letters.

    It is used only where bytes beyond ASCII are in long runs: short tables in Europe's languages
    have single ones, and it takes them for Chinese or Russian.
    """
    sample = _lines_beyond_ascii(data)
    runs = _NOT_ASCII.findall(_REPEATED.sub(rb"\1", sample))
    if not runs or sum(map(len, runs)) <= _LONE_LETTERS * len(runs):
        return None
    match = from_bytes(sample, cp_isolation=[*_OTHER_SCRIPTS]).best()
    if match is None or match.encoding not in _OTHER_SCRIPTS:
        return None
    name = _OTHER_SCRIPTS[match.encoding]
    try:
        text = data.decode(match.encoding)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3:  # otherwise its last letter was cut
            return None
        text = data.decode(match.encoding, errors="replace")
    note = f"Read as {name}, which is a guess, as it is not UTF-8."
    return text, match.encoding, (Note(Topic.ENCODING, note, unsure=True),)


def _lines_beyond_ascii(data: bytes) -> bytes:
    """Whole lines that are not ASCII, about _SAMPLE_BYTES of them at most."""
    lines, size = list[bytes](), 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size >= _SAMPLE_BYTES:
                break
    return b"".join(lines)[:_SAMPLE_BYTES]


def _printable(text: str) -> str:
    """Without control characters; a text made of them is no text."""
    count = len(_CONTROL.findall(text))
    if count > 0.05 * len(text):
        raise TableError(f"This is a binary file, not a table as text: {_SAVE_AS}.")
    return _CONTROL.sub("", text) if count else text


def _without_control(text: str) -> tuple[Note, ...]:
    count = len(_CONTROL.findall(text))
    if not count:
        return ()
    verb = "s were" if count > 1 else " was"
    return (Note(Topic.ENCODING, f"{count:,} unprintable character{verb} taken out."),)
