"""The sessions of a learner's pages, and the link of the one in view.

The only module that touches `st.session_state`. Callbacks change the session before the script
runs; the script then only shows it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Iterable, Mapping
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar, cast

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from playground.core.formatting import quote
from playground.site import LESSON, LOCK, ONLY, PRESENT
from playground.stage.component import MESSAGE
from playground.ui.shared.own_datasets import OwnDatasets
from playground.ui.shared.page_session import PageSession, PageState, S, Task

_KEY = "playground"
_PAGE = "playground page"
_BY_WIDGET = "playground by widget"
"""Set while what is on the page, not an address, is what the script runs for."""
_OF_ALL_PAGES = (PRESENT, LESSON)
"""Fields of an address that belong to no page's state, and go along from page to page."""
_OF_NO_STATE = (*_OF_ALL_PAGES, ONLY, LOCK)
"""With those that stay as long as their page is in view."""
_log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


class StaleChoice(ValueError):
    """Something was chosen that is not on the page any more; the message is a whole sentence."""


def current(
    name: str, kind: type[S], page: str, session_type: type[PageSession[Any]] = PageSession
) -> PageSession[S]:
    """The session called `name`, made from the link at first.

    A link that changed since (back, forward, typed) is taken over; a page that is come to without
    a link goes on where the session is. A run that a widget or a stage asked for has no news in
    its address: the browser may have asked before it got the link that was published last.

    Args:
        name: pages that give the same share their session.
        kind: what the session holds.
        page: which page is shown.
        session_type: for pages that remember more than what is on screen.
    """
    query = {
        field: ",".join(st.query_params.get_all(field))
        for field in st.query_params
        if field not in _OF_NO_STATE
    }
    session = peek(name, kind)
    stayed = st.session_state.get(_PAGE) == (name, page)
    by_widget = st.session_state.pop(_BY_WIDGET, False) and stayed
    if session is None:
        state, notices = _read(kind, query)
        session = session_type(state, state, link=query, notices=notices)
        st.session_state.setdefault(_KEY, {})[name] = session
    elif query != session.link and not session.dirty and (query or stayed) and not by_widget:
        state, notices = _read(kind, query)
        session.set(state)
        session.notices = notices
    elif not stayed:
        session.push(session.state)  # the stage is mounted anew: it gets the values as they are
    session.link, session.dirty, session.unseen, session.watched = query, False, False, []
    st.session_state[_PAGE] = (name, page)
    return session


def settle(session: PageSession[Any]) -> None:
    """The callbacks of this run are done: what they changed is drawn now."""
    session.dirty = False
    st.session_state.pop(_BY_WIDGET, None)


def none(page: str) -> None:
    """Instead of `current`, on a page without a session; those of the others stay as they are."""
    st.session_state[_PAGE] = ("", page)
    st.session_state.pop(_BY_WIDGET, None)


def _read(kind: type[S], query: Mapping[str, str]) -> tuple[S, tuple[str, ...]]:
    """Reads a link; one to own data that is not this session's falls back to the default."""
    strange = own_datasets().foreign_link_notice(query)
    return (kind.from_query({})[0], strange) if strange else kind.from_query(query)


def own_datasets() -> OwnDatasets:
    """What this learner holds for all pages."""
    return remembered(OwnDatasets)


def remembered(kind: type[T]) -> T:
    """What this learner has besides the pages' sessions, one of each kind; made at first."""
    return cast(T, st.session_state.setdefault(f"playground {kind.__name__}", kind()))


def message_of(key: str) -> object:
    """The last message of the component called `key`; None: there is none."""
    return (st.session_state.get(key) or {}).get(MESSAGE)


def all_sessions() -> list[PageSession[Any]]:
    """The sessions of all pages that the learner has been to."""
    return list(st.session_state.get(_KEY, {}).values())


def peek(name: str, kind: type[S]) -> PageSession[S] | None:
    """The session called `name`, if the learner has been there.

    Args:
        name: of the session.
        kind: what it holds.
    """
    session: PageSession[S] | None = st.session_state.get(_KEY, {}).get(name)
    return session


def in_view() -> PageSession[Any] | None:
    """The session of the page in view; None of a page that has none."""
    name, _ = st.session_state.get(_PAGE, ("", ""))
    return cast("PageSession[Any] | None", st.session_state.get(_KEY, {}).get(name))


def switch_page(
    session: PageSession[Any], page: StreamlitPage, link: Mapping[str, str]
) -> NoReturn:
    """Goes to another page by a link; who comes back finds this one as it is.

    Streamlit writes the link into this page's address first, where it is no news.

    Args:
        session: of the page that is left.
        page: where to go.
        link: the fields of its address.
    """
    session.link = dict(link)
    st.switch_page(page, query_params=_as_shown(link, _OF_ALL_PAGES))


def publish(session: PageSession[S]) -> None:
    """Writes the session's link into the address, where it has changed."""
    link = session.state.to_query()
    if link != session.link:
        st.query_params.from_dict(_as_shown(link, _OF_NO_STATE))
        session.link = link


def _as_shown(link: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """A link with those of these fields that the address has."""
    along = {name: st.query_params[name] for name in names if name in st.query_params}
    return {**link, **along}


# --- callbacks ------------------------------------------------------------------------------


def callback(change: Callable[P, None]) -> Callable[P, None]:
    """Decorates every callback: what cannot be done is left out with a notice, and the page stays.

    A browser shows boxes that the server has already replaced, so a choice can be about columns,
    runs or data that are gone by now, and Streamlit hands it over as it came. Every widget and
    component has a callback, so that the script knows what it runs for.
    """

    @wraps(change)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        st.session_state[_BY_WIDGET] = True
        try:
            change(*args, **kwargs)
        except StaleChoice as error:
            notice(str(error))
        except ValueError as error:
            notice(f"That is not possible: {error}.")
        except (LookupError, TypeError):
            _log.exception("A callback failed")
            notice("That did not fit what is on the page now, so it is left out.")

    return guarded


@callback
def read() -> None:
    """Callback of what changes no session: the script reads its value."""


@callback
def undo(kind: type[PageState]) -> None:
    """Callback: one change back."""
    session(kind).undo()


@callback
def plan(kind: type[PageState], task: Task) -> None:
    """Callback: has a task done once the page is drawn.

    Args:
        kind: what the caller's page shows.
        task: changes the session; may take time.
    """
    session(kind).pending = task


def notice(text: str) -> None:
    """For callbacks: says what was not done, and why."""
    if now := in_view():
        now.notify(text)


def state(kind: type[S]) -> S:
    """For callbacks: what is on screen now."""
    return session(kind).state


def session(kind: type[S]) -> PageSession[S]:
    """For callbacks: the session of the page in view, with the stage's last message handled.

    A commit of the stage and a pressed button can reach the server together, in any order, so
    whichever callback comes first handles the message. Where another page is in view by now, what
    was pressed came too late: the callback ends here, and that page is shown as it is.

    Args:
        kind: what the caller's page shows.
    """
    now = in_view()
    if now is None or not isinstance(now.state, kind):
        st.rerun()
    now.dirty = True
    if now.stage_key and (message := message_of(now.stage_key)):
        now.receive(message)
    return now


def change(state: PageState, **how: Any) -> None:
    """For callbacks: sets what is on screen.

    Args:
        state: what is shown.
        how: as `PageSession.set` takes it.
    """
    session(type(state)).set(state, **how)


def show_choice(key: str, value: object) -> str:
    """Makes the widget called `key` show `value`, before it is drawn; returns the key.

    Args:
        key: of the widget.
        value: one of its options.
    """
    st.session_state[key] = value
    return key


def choice(key: str, options: Container[Any] | None = None) -> Any:
    """What the widget called `key` was just set to.

    Args:
        key: of the widget.
        options: what may be chosen now, as far as that is not checked by what takes the choice.

    Raises:
        StaleChoice: if the widget is gone, or what was chosen is none of the options.
    """
    if key not in st.session_state:
        raise StaleChoice("That box is not on the page any more, so the choice is left out.")
    value = st.session_state[key]
    if options is not None:
        _require_option(value, options)
    return value


def choices(key: str, options: Container[Any]) -> list[Any]:
    """What is chosen in the widget called `key`, which takes several of its options.

    Args:
        key: of the widget.
        options: what may be chosen now.

    Raises:
        StaleChoice: as `choice`.
    """
    values = choice(key)
    for value in values:
        _require_option(value, options)
    return list(values)


def _require_option(value: object, options: Container[Any]) -> None:
    if value not in options:
        shown = quote(str(value))
        raise StaleChoice(f"{shown} cannot be chosen here any more, so the choice is left out.")
