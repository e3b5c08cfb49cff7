"""No request brings the service down, gets a page under /api/, leaves a row, or is answered otherwise on the other
kind of database: the answers to all of them stand in hostile.txt, and both have to give them.
"""

from pathlib import Path
from socket import SHUT_WR

import pytest

from tests.servers import Answer, Server, connect, read_answer, serving

from . import hostile

pytestmark = pytest.mark.server

ANSWERS = Path(__file__).with_name("hostile.txt")
TABLES = (
    "accounts_user", "expenses_expense", "expenses_creationreply", "budget_management_monthplan",
    "budget_management_budgetline", "notifications_channel", "notifications_preferences", "notifications_delivery",
)  # fmt: skip
MOST_ERRORS = 3


def sent(server: Server, request: hostile.Hostile) -> Answer:
    with connect(server.port) as connection:
        connection.sendall(request.content)
        if request.is_cut:
            connection.shutdown(SHUT_WR)
        return read_answer(connection, request.content.partition(b" ")[0].decode())


def told(answer: Answer) -> str:
    """Return status, and each error's code and field; what the web server itself refuses has no body of ours."""
    errors = answer.body["errors"] if isinstance(answer.body, dict) else []
    said = [f"{error['code']} {error['attr'] or ''}".strip() for error in errors]
    more = [f"{len(said) - MOST_ERRORS} more"] if len(said) > MOST_ERRORS else []
    return f"{answer.status} {', '.join(said[:MOST_ERRORS] + more)}".strip()


def listed(answers: list[tuple[hostile.Hostile, Answer]]) -> str:
    """Return the answers as they stand in the file: under each place, what was answered to which requests."""
    places: dict[str, dict[str, list[str]]] = {}
    for request, answer in answers:
        places.setdefault(request.place, {}).setdefault(told(answer), []).append(request.name)
    return "".join(
        f"{place}\n" + "".join(f"    {said}: {' | '.join(names)}\n" for said, names in found.items())
        for place, found in places.items()
    )


def rows(server: Server) -> dict[str, int]:
    return {table: server.query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_every_hostile_request_is_refused_alike_on_both_databases(measured, tmp_path):
    # A server of its own: others count wrong logins from this address, too.
    with serving() as server:
        requests = list(hostile.all_of(server.person()))
        before = rows(server)
        answers = [(request, sent(server, request)) for request in requests]
        stored = rows(server) != before
    failures = [f"{request.place} {request.name}" for request, answer in answers if answer.status >= 500]
    pages = [request.place for request, answer in answers if "html" in answer.headers.get("content-type", "")]
    found = tmp_path / ANSWERS.name
    found.write_text(listed(answers))
    same = found.read_text() == ANSWERS.read_text()
    figure = "0 5xx, 0 HTML, the same answers on both databases, nothing stored"
    said = f"{len(failures)} 5xx, {len(pages)} HTML, "
    said += f"{'the same' if same else 'other'} answers, {'something' if stored else 'nothing'} stored"
    measured(f"hostile requests, {len(requests):,}", figure, said)
    assert (failures, pages, stored) == ([], [], False)
    assert all(answer.status >= 400 for _, answer in answers)
    assert all("allow" in answer.headers for _, answer in answers if answer.status == 405)
    assert same, f"read the difference: diff {ANSWERS} {found}"
