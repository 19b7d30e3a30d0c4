"""Serve: a published folder over HTTP, as podcast apps want it; and nothing else of the folder.

Only files that the records name are answered for. Feed and pages are made from the records with the
address they were asked under. ``application`` is that as an ASGI application, ``serve`` a server
with it. A show can be private: an ``Access`` names its key, its users, and the proxies before it.
"""

from briefing.serve.application import application
from briefing.serve.door import Access
from briefing.serve.keys import KEY_VARIABLE, private_key
from briefing.serve.listener import serve
from briefing.serve.users import add_user, read_users

__all__ = [
    "KEY_VARIABLE",
    "Access",
    "add_user",
    "application",
    "private_key",
    "read_users",
    "serve",
]
