"""One section of a policy file, read key by key with its types checked."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from xlkinerja.policy.keys import STEP_KEYS, near, wrong
from xlkinerja.policy.policy import PolicyError
from xlkinerja.policy.scale import Band, Scale

Choice = TypeVar("Choice", bound=StrEnum)


class Section:
    """One section of the file, read key by key with complaints that name key, value and what is allowed."""

    def __init__(self, data: dict, name: str, source: str):
        self.data = data.get(name, {}) if name else data
        self.name = name
        self.source = source

    def _key(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def text(self, key: str, default: str = "") -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise wrong(self.source, self._key(key), value, "teks dalam tanda kutip")
        return value

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise wrong(self.source, self._key(key), value, "true atau false")
        return value

    def number(self, key: str, default: Decimal, low: int = 0, high: int = 10_000) -> Decimal:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not low <= value <= high:
            raise wrong(self.source, self._key(key), value, f"bilangan {low} sampai dengan {high}")
        return Decimal(value)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise wrong(self.source, self._key(key), value, f"bilangan bulat {low} sampai dengan {high}")
        return value

    def limit(self, key: str) -> Decimal | None:
        """A number, or None for "tidak"."""
        value = self.data.get(key, "tidak")
        if value == "tidak" or value is False:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise wrong(self.source, self._key(key), value, 'bilangan, atau "tidak"')
        return Decimal(value)

    def choice(self, key: str, kind: type[Choice], default: Choice) -> Choice:
        value = self.data.get(key, default.value)
        if value not in [m.value for m in kind]:
            allowed = ", ".join(f'"{m.value}"' for m in kind)
            raise wrong(self.source, self._key(key), value, allowed)
        return kind(value)


def read_scale(data: dict, name: str, source: str, steps_key: str = "langkah") -> Scale:
    section = Section(data, name, source)
    key = f"{name}.{steps_key}"
    steps = section.data.get(steps_key)
    if not isinstance(steps, list) or len(steps) < 2 or not all(isinstance(s, dict) for s in steps):
        raise wrong(
            source, key, steps, 'daftar sedikitnya dua langkah seperti { lebih_dari = 90, sebutan = "…" }'
        )
    bands = tuple(_band(step, f"{key}[{i}]", source, last=i == len(steps)) for i, step in enumerate(steps, 1))
    for higher, lower in zip(bands, bands[1:], strict=False):
        if lower.bound is not None and higher.bound is not None and lower.bound >= higher.bound:
            raise wrong(
                source,
                key,
                lower.bound,
                f"batas yang lebih kecil dari {higher.bound}; urutkan dari yang tertinggi",
            )
    decimals = (
        section.whole("desimal", 0, 0, 6) if "desimal" in section.data and steps_key == "langkah" else None
    )
    return Scale(section.text("nama", name) if steps_key == "langkah" else name, bands, decimals)


def _band(step: dict, key: str, source: str, last: bool) -> Band:
    for inner in step:
        if inner not in STEP_KEYS:
            raise PolicyError(
                f'{source}: kunci "{inner}" pada {key} tidak dikenal.{near(inner, STEP_KEYS)} '
                f"Yang ada: {', '.join(STEP_KEYS)}."
            )
    label = step.get("sebutan")
    if not isinstance(label, str) or not label.strip():
        raise wrong(source, f"{key}.sebutan", label, "teks dalam tanda kutip")
    bounds = [k for k in ("lebih_dari", "mulai") if k in step]
    if last != (not bounds) or len(bounds) > 1:
        rule = "langkah terakhir tanpa batas" if last else "tepat satu batas, lebih_dari atau mulai"
        raise PolicyError(f'{source}: {key} ("{label}") harus {rule}.')
    if not bounds:
        return Band(label)
    value = step[bounds[0]]
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong(source, f"{key}.{bounds[0]}", value, "bilangan")
    return Band(label, Decimal(value), inclusive=bounds[0] == "mulai")
