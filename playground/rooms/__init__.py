"""The class: a teacher's room, its learners' seats, and what each of them is sent.

All of it lies in memory and belongs to the thread of the server's event loop; nothing is on disk.
"""
