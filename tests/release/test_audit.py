import json

from .audit import verdict

SOUND = {"name": "django", "version": "5.2.19", "vulns": []}
FAULTY = {"name": "idna", "version": "3.6", "vulns": [{"id": "PYSEC-2024-60", "fix_versions": ["3.7"]}]}
UNKNOWN = {"name": "yarl", "skip_reason": "Dependency not found on PyPI and could not be audited: yarl (1.25.1)"}


def answer(*packages):
    return json.dumps({"dependencies": packages, "fixes": []})


def test_a_known_fault_fails_and_says_what_mends_it():
    code, lines = verdict(answer(SOUND, FAULTY), "")
    assert code == 1
    assert lines[0] == "idna 3.6: PYSEC-2024-60, mended in 3.7"


def test_without_faults_it_passes_and_says_how_many_were_asked_about():
    assert verdict(answer(SOUND), "") == (0, ["1 of 1 packages asked about, 0 known faults"])


def test_what_could_not_be_asked_about_is_named():
    said = ["1 of 2 packages asked about, 0 known faults", "nobody knew yarl"]
    assert verdict(answer(SOUND, UNKNOWN), "") == (0, said)


def test_where_nothing_could_be_asked_about_not_every_name_is_told():
    assert verdict(answer(UNKNOWN), "")[1][-1] == "nobody knew any of them"


def test_a_network_that_is_not_there_is_said_and_no_failure():
    code, lines = verdict("", "requests.exceptions.ConnectionError: Failed to resolve 'api.osv.dev'")
    assert (code, "cannot be reached" in lines[0]) == (0, True)


def test_any_other_failure_is_one():
    assert verdict("", "ERROR: requirements-dev.txt: no hash for django") == (
        1,
        ["ERROR: requirements-dev.txt: no hash for django"],
    )
