"""An upload that something on its way refuses: a sentence, and a way round."""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, Page, Route, expect

from tests.browser.conftest import Complaints
from tests.browser.test_own_data import open_panel


def test_a_refused_upload_gets_a_sentence_and_pasting_works(
    page: Page, complaints: Complaints
) -> None:
    answers = [413, 403]

    def refuse(route: Route) -> None:
        if answers:
            route.fulfill(status=answers.pop(0), body="<html>nginx</html>")
        else:
            route.abort()

    page.route("**/_stcore/upload_file/**", refuse)
    open_panel(page)
    uploader = page.get_by_test_id("stFileUploader")
    file = FilePayload(name="mass.csv", mimeType="text/csv", buffer=b"x,y\n1,2\n2,3\n")
    for reason in (r"too large for a server on its way \(413\)", r"\(403\)", "did not arrive"):
        uploader.locator("input[type=file]").set_input_files(files=[file])
        expect(uploader).to_contain_text(re.compile(reason))
        expect(uploader).to_contain_text("Choose “Pasted cells” above")
        expect(uploader).not_to_contain_text("Axios")
    page.get_by_role("radio", name="Pasted cells").click()
    cells = "x\ty\n" + "".join(f"{i}\t{2 * i}\n" for i in range(12))
    page.get_by_role("textbox", name="Cells").fill(cells)
    page.get_by_role("button", name="Read the cells").click()
    expect(page.get_by_text("12 rows, tab")).to_be_visible()
    complaints.errors.clear()  # the browser names every request that failed
