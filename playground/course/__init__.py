"""The course: lessons as data, and the goals that the hand meets on the pages.

A lesson is one TOML file of `lessons/`; `lesson` has its structure, `read` reads and refuses it.
Goals speak of `facts`, numbers that a page knows at any moment, and `goals` judges them, here at
rest and in the browser (`stage/assets/model/goals.js`) in every frame.
"""
