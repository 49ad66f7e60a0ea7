"""Settings: names, values, secrets."""

from pathlib import Path

import pytest

from qa_service.errors import SettingsError
from qa_service.settings import (
    UnknownSetting,
    WrongSetting,
    describe_settings,
    load_settings,
    setting_names,
)


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_any_variable_everything_has_its_default() -> None:
    settings = load_settings()
    assert settings.data_dir == Path("data")
    assert settings.web.host == "127.0.0.1"
    assert all(setting.is_default for setting in describe_settings(settings))


def test_nested_names_reach_their_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_WEB__PORT", "9000")
    monkeypatch.setenv("QA_EMBEDDING__MODEL", "somewhere/model")
    monkeypatch.setenv("QA_DATA_DIR", "elsewhere")
    settings = load_settings()
    assert settings.web.port == 9000
    assert settings.embedding.model == "somewhere/model"
    assert settings.data_dir == Path("elsewhere")


def test_an_unknown_name_is_refused_with_the_nearest_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_WEB__PROT", "9000")
    with pytest.raises(UnknownSetting) as caught:
        load_settings()
    assert caught.value.detail == {"name": "QA_WEB__PROT", "nearest": "QA_WEB__PORT"}


def test_an_unknown_name_in_the_env_file_is_refused(empty_folder: Path) -> None:
    (empty_folder / ".env").write_text("QA_LOGLEVEL=debug\nOTHER=1\n", encoding="utf-8")
    with pytest.raises(UnknownSetting) as caught:
        load_settings()
    assert caught.value.detail["nearest"] == "QA_LOG_LEVEL"


def test_a_whole_room_cannot_be_set_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_WEB", '{"port": 1}')
    with pytest.raises(UnknownSetting):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QA_WEB__PORT", "many"),
        ("QA_WEB__WORKERS", "0"),
        ("QA_LOG_LEVEL", "loud"),
        ("QA_SANDBOX__WORKERS", "0"),
        ("QA_SANDBOX__WALL_LIMIT_S", "-1"),
        ("QA_READING__FILE_LIMIT_BYTES", "0"),
        ("QA_ANSWERING__MAX_QUESTION_CHARACTERS", "0"),
        ("QA_INDEX__CANDIDATES", "0"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as caught:
        load_settings()
    assert name.startswith(str(caught.value.detail["name"]))
    assert isinstance(caught.value, SettingsError)


def test_the_environment_wins_over_the_file_and_the_command_line_over_both(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty_folder / ".env").write_text("QA_DATA_DIR=from-file\nQA_WEB__PORT=1\n", encoding="utf-8")
    monkeypatch.setenv("QA_DATA_DIR", "from-environment")
    assert load_settings().data_dir == Path("from-environment")
    assert load_settings().web.port == 1
    assert load_settings(data_dir=Path("from-command")).data_dir == Path("from-command")


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_WEB__PORT", "")
    assert load_settings().web.port == 8000


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_WEB__API_KEY", "very-secret")
    monkeypatch.setenv("QA_ANSWERING__API_KEY", "very-secret")
    monkeypatch.setenv("QA_LIBRARY__URL", "postgresql://reader:very-secret@db:5432/qa")
    settings = load_settings()
    shown = {setting.name: setting.value for setting in describe_settings(settings)}
    assert settings.web.api_key == "very-secret"
    assert "very-secret" not in str(shown) + repr(settings.web) + repr(settings.answering)
    assert shown["QA_LIBRARY__URL"] == "postgresql://reader:********@db:5432/qa"


def test_there_are_at_most_thirty_knobs() -> None:
    names = setting_names()
    assert len(names) == len(set(names)) <= 30
    assert all(name.startswith("QA_") for name in names)


def test_a_file_that_is_not_utf_8_is_said_and_no_trace(empty_folder: Path) -> None:
    (empty_folder / ".env").write_bytes("QA_DATA_DIR=数据\n".encode("gb18030"))
    with pytest.raises(SettingsError, match=r"\.env is not UTF-8"):
        load_settings()
