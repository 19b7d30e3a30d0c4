"""The optional summariser that asks a language model, and never trusts it.

Any server that speaks OpenAI's chat protocol will do: Ollama, llama.cpp, vLLM, OpenAI. The model
is asked section by section; what it answers is believed only as far as the source bears it out,
and the extractive summary stands in for the rest. It needs ``pip install "briefing[llm]"``.

- ``prompt``: what is asked, and in which form it must be answered
- ``stretch``: what is asked for at a time
- ``chat``: the request, over the network; ``wire`` is one exchange of bytes
- ``answer``: an answer parsed and held against the sentences it cites; ``frame`` is who says so
- ``asking``: everything asked in a run: limits, memory, the folder of answers
- ``telling``: what is told of the answers within the budget
"""

from __future__ import annotations

from briefing.summarise.llm.summariser import LlmSummariser

__all__ = ["LlmSummariser"]
