"""Many files: which ones, and each in a worker that can be stopped without taking the others down."""

from __future__ import annotations

from xlkinerja.batch.discover import passed_over, workbooks_in
from xlkinerja.batch.many import Caps, check_many, run_many

__all__ = ["Caps", "check_many", "passed_over", "run_many", "workbooks_in"]
