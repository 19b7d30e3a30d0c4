"""The engine ``openai``: voices of any server that speaks OpenAI's ``/v1/audio/speech``.

OpenAI itself, Kokoro-FastAPI, Speaches, LocalAI, vLLM and others. What goes out is text and, if the
address is to have it, the key; what comes back is believed only when it is sound, and enough of it.

- ``options``: the table in the settings, checked, and the key from the environment
- ``wire``: one exchange of bytes over HTTP
- ``answer``: what an answer is, sound or a reason why not
- ``turns``: how many ask at once, and how often, in all workers together
- ``asking``: a question until it is answered, with the patience that servers ask for
- ``engine``: the engine
"""

from __future__ import annotations

from briefing.voice.served.engine import OpenAIEngine

__all__ = ["OpenAIEngine"]
