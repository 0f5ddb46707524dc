"""What the charts of the summary tables have in common."""

from __future__ import annotations

from collections.abc import Sequence

from xlkinerja.summary.charts import short_label


def short_labels(names: Sequence[str]) -> tuple[str, ...]:
    """Labels that fit under a bar, never the same twice."""
    labels: list[str] = []
    for name in names:
        labels.append(short_label(name.title() if name.isupper() else name, labels))
    return tuple(labels)
