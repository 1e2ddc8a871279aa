"""What the pages share: addresses, the session, and the widgets of a page."""
