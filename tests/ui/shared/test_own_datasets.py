"""An upload stays in memory on its way through the server."""

from __future__ import annotations

import asyncio
from tempfile import SpooledTemporaryFile
from typing import Any, cast

from starlette.datastructures import UploadFile
from starlette.requests import Request

from playground.core.importing.errors import MAX_BYTES
from playground.server.startup import keep_uploads_in_memory

HEAD = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'


async def received(content: bytes) -> UploadFile:
    """What the server makes of a file that is sent to it."""
    body = [HEAD + content + b"\r\n--b--\r\n"]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body.pop(), "more_body": False}

    headers = [(b"content-type", b"multipart/form-data; boundary=b")]
    form = await Request({"type": "http", "method": "PUT", "headers": headers}, receive).form()
    return cast(UploadFile, form["f"])


def test_no_upload_is_written_to_a_temporary_file() -> None:
    keep_uploads_in_memory()
    upload = asyncio.run(received(b"1," * (MAX_BYTES // 2)))
    file = cast("SpooledTemporaryFile[bytes]", upload.file)
    assert upload.size == MAX_BYTES
    assert not file._rolled  # type: ignore[attr-defined]
    file.close()
