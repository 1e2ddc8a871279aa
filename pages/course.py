"""The course: its lessons as a map, and lessons from one's own files."""

import streamlit as st

from playground.ui.course import lesson_files, map_of_lessons, teacher_notes
from playground.ui.shared import frame, sessions, widgets

sessions.none("course")
frame.title("Course: eight lessons for the hand")
with st.container(key="introduction"):
    st.markdown(
        "Each lesson is a few steps on the pages of this app: you bet, you do it, you see it, and "
        "then you read why."
    )
map_of_lessons.show()
widgets.tabs(
    "course tabs",
    {"For teachers": teacher_notes.show, "Your own lesson": lesson_files.show},
)
