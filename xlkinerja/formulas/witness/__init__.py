"""The first witness: stored values confirmed from what the file stores for their precedents, without an engine."""
