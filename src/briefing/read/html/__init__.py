"""HTML: pages from the web and saved ones, and the markup that books, mails and feeds carry.

``tree`` parses within bounds and ``walk`` makes parts of a tree (``flow``, ``nodes``, ``tables``,
``formula``, ``notes``, ``points``, ``speakers``); these serve every format with markup in it.

A page has more to it: ``body`` finds the article among its ``runs`` of text, ``refusal`` tells a
page without one, ``meta`` and ``jsonld`` find what it says of itself, ``opening`` its headline, and
``pairs`` its questions with answers (``asking``, ``answering``, ``stated``, ``beside``). ``page``
ties them together, and ``reader`` is the door.
"""
