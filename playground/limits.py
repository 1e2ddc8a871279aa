"""What one visitor, and all together, may take of the server.

Every limit that a visitor can run into stands here, under the name of what it limits; what people
see when they do is in `docs/LIMITS.md`.
"""

from __future__ import annotations

import os

SCENE_BYTES = 16 * 2**20
"""Points, and weights of large networks, that one page of one visitor has on the server: of each
this much. What it showed longest ago goes first, and never what is somebody else's."""

DESCRIPTORS = 16_384
"""File descriptors that the server asks the system for; each connection takes one."""
DESCRIPTORS_FOR_THOSE_INSIDE = 1 / 4
"""The share of them that newcomers do not get: requests and streams of those who are here."""
DESCRIPTORS_OF_AN_ARRIVAL = 7
"""What a browser opens while it loads its first page, and gives back but for one."""
ARRIVAL_SECONDS = 5
"""How long it takes at most, and after how long a newcomer without a place tries again."""
HEADER_SECONDS = 10.0
"""Within which the head of a request must be there, once its connection is open."""
BODY_SECONDS = 30.0
"""Within which the body of a request must be there, and one second more for each so many bytes:"""
BODY_RATE = 10_000
"""Bytes a second that a body must come at, on average, after these seconds."""
SHUTDOWN_SECONDS = 5
"""For which a server that is ended waits for answers that are on their way."""

FILES_AT_ONCE = 2
"""Uploads of one session that are on their way or wait to be read; an older one makes room."""
FILES_BYTES = 2**30
"""Bytes of all files together that are on their way or wait to be read: fifty of the largest."""
READERS = 1
"""Files that are read at the same time, each in a process of its own, which then ends."""
READ_HERE_BYTES = 256 * 2**10
"""Text up to this size is read in the server's own process: a new one would take longer."""
READER_SECONDS = 120
"""Of a processor's time, which reading a file may take; a busy server takes longer on the clock."""
READER_BYTES = 2 * 2**30
"""Memory that reading a file may take."""
SOURCES_OF_A_SESSION = 4
"""Files and pasted cells that the server has of a session, to read them in another way."""
SOURCE_BYTES = 24 * 2**20
"""As much they are together; the one used longest ago makes room."""
SOURCE_BYTES_OF_ALL = 256 * 2**20
"""The same for all sessions together."""

ANSWERS_AT_ONCE = 4
"""Requests to Keras that are computed at a time; of each visitor one, and one more may wait."""
LONG_ANSWERS_AT_ONCE = 1 if (os.cpu_count() or 1) < 4 else 2
"""Long ones among them: each uses all cores already."""
LONG_ANSWER = 50_000_000
"""Rows times parameters from which on an answer is long: about 10 ms."""
REQUESTS_WAITING = 200
"""Requests to Keras that may wait, of all visitors together."""
RETRY_AFTER = 1
"""Seconds after which a request without a turn may be sent again."""

TRAINING_ROUND = 2.0
"""Seconds within which every training under way gets a time slice; whoever finds no room waits."""
MEMORY_LEFT = 256 * 2**20
"""Bytes that the system must still give for a new training, or a file, to be begun."""
RUNS_OF_AN_ADDRESS = 240
"""Trainings under way of everybody behind one network address: six each for a class of forty."""

ROOMS = 50
"""Classes that are open at the same time; one that nobody is in makes room for a new one."""
ROOMS_OF_AN_ADDRESS = 10
"""Classes that are opened from one network address in an hour."""
SEATS = 300
"""Learners of a class."""
SEAT_STREAMS = 4
"""Tabs of a learner, and of a teacher, that get news of the class: of more, the newest ones."""
ROOM_SECONDS = 7_200
"""After which a class in which nobody does anything is forgotten;"""
ROOM_LONGEST = 28_800
"""and any class, in s after it was opened."""
ROOM_TITLE = 80
"""Characters of a class's title."""
ROOM_BODY = 65_536
"""Bytes of a message to a class."""
WRONG_CODES = 60
"""Codes that lead nowhere, from one network address in a minute: a school types, nobody guesses."""
JOINS = 600
"""Seats that are taken from one network address in a minute: two full classes."""
REPORT_SECONDS = 2.0
"""Between two reports of a learner's browser."""
COMMANDS = 60
"""Commands to a class in a minute."""
LED_A_SECOND = 20
"""How often a second what the teacher moves is passed on."""
PICTURE_NUMBERS = 100
"""Numbers of a learner's picture on the board."""
LED_NUMBERS = 2_000
"""Weights of the teacher's network that thirty screens can follow."""
