"""What one visitor, and all together, may take of the server.

Every limit that a visitor can run into stands here, under the name of what it limits; what people
see when they do is in `docs/LIMITS.md`.
"""

from __future__ import annotations

SCENE_BYTES = 16 * 2**20
"""Points, and weights of large networks, that one page of one visitor has on the server: of each
this much. What it showed longest ago goes first, and never what is somebody else's."""
