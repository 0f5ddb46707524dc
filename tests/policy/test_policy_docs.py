"""The page on policies names every key there is."""

from pathlib import Path

from xlkinerja.policy.keys import KEYS, STEP_KEYS

PAGE = (Path(__file__).parents[2] / "docs" / "kebijakan.md").read_text(encoding="utf-8")


def test_every_section_and_key_is_documented():
    wanted = (
        [f"[{section}]" for section in KEYS if section]
        + [k for keys in KEYS.values() for k in keys]
        + [*STEP_KEYS]
    )
    assert [word for word in wanted if word not in PAGE] == []


def test_the_example_of_the_page_can_be_loaded(tmp_path):
    from xlkinerja.policy import load_policy

    file = tmp_path / "lamongan.toml"
    file.write_text(PAGE.split("```toml")[1].split("```")[0], encoding="utf-8")
    policy = load_policy(file)
    assert (policy.nama, policy.batas_atas, policy.efisiensi.skala.label(policy.batas_atas)) == (
        "lamongan",
        100,
        "Efisien",
    )
