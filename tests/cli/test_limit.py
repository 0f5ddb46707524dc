"""Every limit can be changed: by an option of the command, by the environment, and never by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlkinerja.ooxml.limits import DEFAULT_LIMITS, MB, parse_limits


def test_settings_are_read_with_units_and_separators():
    limits = parse_limits(["part_size=512MB", "cells = 3.000.000", "total_size=2gb", "depth=50"])
    assert (limits.part_size, limits.cells, limits.total_size, limits.depth) == (512 * MB, 3_000_000, 2048 * MB, 50)
    assert limits.ratio == DEFAULT_LIMITS.ratio


@pytest.mark.parametrize("setting", ["part_size", "part_size=", "part_size=-1", "part_size=1TB", "kolom=3", "cells=0",
                                     "cells=1.5", "cells=99999999999999999999"])
def test_a_wrong_setting_is_told(setting: str):
    with pytest.raises(ValueError, match="[Bb]atas"):
        parse_limits([setting])


COMMANDS = {
    "check": (), "fill": (), "audit": (), "clean": (), "trace": ("Profil!A1",), "annotate": ("--findings", "t.json"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_reading_command_takes_it(run, wrong: Path, tmp_path: Path, command: str):
    (tmp_path / "t.json").write_text("[]", encoding="utf-8")
    code, out, err = run(command, wrong.name, *COMMANDS[command], "--limit", "part_size=2MB,cells=5")
    assert code == 2 and "5 sel" in out + err
    assert "--limit cells=" in out + err or command in ("check", "audit")
    assert "Traceback" not in err


def test_the_environment_sets_it_for_all(run, wrong: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XLKINERJA_LIMIT", "cells=5 depth=100")
    assert run("fill", wrong.name)[0] == 2
    monkeypatch.setenv("XLKINERJA_LIMIT", "cells=500000")
    assert run("fill", wrong.name)[0] == 1


def test_a_wrong_limit_is_a_wrong_use(run, wrong: Path):
    code, _, err = run("check", wrong.name, "--limit", "sel=5")
    assert code == 2 and "Batas 'sel' tidak dikenal" in err and "cells" in err
