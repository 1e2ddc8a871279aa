"""What visitors brought, as it came, so that it can be read in another way; in bounded memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from weakref import finalize, ref

from playground.limits import SOURCE_BYTES, SOURCE_BYTES_OF_ALL, SOURCES_OF_A_SESSION


class Source:
    """A file or pasted cells, as long as they need not make room.

    Args:
        data: the file's bytes, or text.
        owner: names the session that it is of.
    """

    def __init__(self, data: bytes | str, owner: str) -> None:
        self.owner = owner
        self.size = len(data) if isinstance(data, bytes) else len(data.encode(errors="replace"))
        self._data: bytes | str | None = data

    @property
    def data(self) -> bytes | str | None:
        """What came; None if it made room."""
        return self._data

    def forget(self) -> None:
        """Frees it."""
        self._data = None


class Sources:
    """All sources of a server, within a number and a size for each session, and a size in all.

    Those used longest ago make room. One that nothing refers to any more is gone.

    Args:
        most: how many a session has.
        size: how many bytes they have together.
        size_of_all: the same for all sessions.
    """

    def __init__(
        self,
        most: int = SOURCES_OF_A_SESSION,
        size: int = SOURCE_BYTES,
        size_of_all: int = SOURCE_BYTES_OF_ALL,
    ) -> None:
        self._most, self._size, self._size_of_all = most, size, size_of_all
        self._sources: OrderedDict[int, ref[Source]] = OrderedDict()
        self._lock = threading.RLock()  # a source may be freed while another one comes

    def put(self, data: bytes | str, owner: str) -> Source:
        """Makes a source; others make room for it.

        Args:
            data: a file's bytes, or text.
            owner: names the session.
        """
        source = Source(data, owner)
        with self._lock:
            self._sources[id(source)] = ref(source)
            finalize(source, self._leave, id(source)).atexit = False
            mine = [other for other in self._alive() if other.owner == owner]
            _trim(mine, self._most, self._size)
            _trim(self._alive(), len(self._sources), self._size_of_all)
        return source

    def use(self, source: Source) -> bytes | str | None:
        """What came, None if it made room; it now counts as used last.

        Args:
            source: made by `put`.
        """
        with self._lock:
            if id(source) in self._sources:
                self._sources.move_to_end(id(source))
        return source.data

    def _alive(self) -> list[Source]:
        """Those with data, the one used longest ago first."""
        found = [source() for source in [*self._sources.values()]]
        return [source for source in found if source is not None and source.data is not None]

    def _leave(self, name: int) -> None:
        with self._lock:
            self._sources.pop(name, None)


def _trim(sources: list[Source], most: int, size: int) -> None:
    """Frees the first ones; the last one stays whatever its size."""
    total = sum(source.size for source in sources)
    for index, source in enumerate(sources[:-1]):
        if len(sources) - index <= most and total <= size:
            return
        total -= source.size
        source.forget()


SOURCES = Sources()
