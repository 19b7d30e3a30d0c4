"""Neural voices: models in a folder, spoken by sherpa-onnx, and how they get into that folder.

``engine`` is the plug-in, ``install`` fetches voices. Importing this package imports nothing heavy.
"""
