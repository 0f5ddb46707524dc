"""Phrases of a name put in the place of others, word by word: the longest one first."""

from __future__ import annotations

from collections.abc import Mapping


class Phrases:
    """Phrases and what stands for each ("" leaves it out). All are words with one blank between them."""

    def __init__(self, instead: Mapping[str, str]) -> None:
        self._instead = {tuple(phrase.split()): tuple(other.split()) for phrase, other in instead.items()}
        self._longest: dict[str, int] = {}  # first word -> most words of a phrase that begins so
        for phrase in self._instead:
            self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))
        self.beginnings = frozenset(self._longest)

    def replaced(self, words: list[str]) -> list[str]:
        """The words with every phrase replaced, from left to right; the list itself where there is none."""
        if self.beginnings.isdisjoint(words):
            return words
        result: list[str] = []
        place = 0
        while place < len(words):
            length = next(n for n in range(self._longest.get(words[place], 0), -1, -1)
                          if not n or tuple(words[place:place + n]) in self._instead)
            result += self._instead[tuple(words[place:place + length])] if length else words[place:place + 1]
            place += length or 1
        return result if result != words else words
