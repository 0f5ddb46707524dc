"""The region's policy: what differs from kabupaten to kabupaten, read from a TOML file."""

from xlkinerja.policy.load import load_policy, shipped_policies
from xlkinerja.policy.policy import Batas, CaraEfisiensi, Efisiensi, Kolom, Lembar, Policy, PolicyError, RumusTurun
from xlkinerja.policy.scale import Band, Scale

__all__ = [
    "Band",
    "Batas",
    "CaraEfisiensi",
    "Efisiensi",
    "Kolom",
    "Lembar",
    "Policy",
    "PolicyError",
    "RumusTurun",
    "Scale",
    "load_policy",
    "shipped_policies",
]
