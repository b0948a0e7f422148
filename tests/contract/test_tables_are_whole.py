"""What must hold everywhere.

No event without a row, no setting, column or status that its table has forgotten.
"""

import importlib
import io
from collections import Counter
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from ninja import Schema

from accounts.models import Role
from config.api import api
from config.env import SETTINGS, WrongSetting, read
from config.personal_data import NOT_PERSONAL, PERSONAL
from config.who_hears import WHO_HEARS
from core.events import REGISTRY, Event
from core.outbox import TASKS
from core.problems import MoveRefused, NotAllowed
from notify import templates
from reports import status as report_status
from reports.updates import KINDS
from workqueue import status as job_status

ROOMS = ("core", "accounts", "routing", "notify", "reports", "workqueue", "insight")


def subclasses(base: type[Any]) -> set[type[Any]]:
    below = set(base.__subclasses__())
    return below.union(*(subclasses(one) for one in below)) if below else below


def test_no_two_schemas_share_a_name() -> None:
    """The OpenAPI file holds them by name: the later one would stand for both."""
    assert api.get_openapi_schema()
    ours = [one for one in subclasses(Schema) if one.__module__.split(".")[0] in (*ROOMS, "config")]
    names = Counter(one.__name__ for one in ours)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_event_has_its_row() -> None:
    for room in ROOMS:
        if importlib.util.find_spec(f"{room}.events"):
            importlib.import_module(f"{room}.events")
    # Bases of others, and the events that tests make for themselves, are none of the product's.
    bases = {"Event", "ReportEvent", "JobEvent"}
    events = {
        (event.__module__, event.__name__)
        for event in subclasses(Event)
        if event.__name__ not in bases and event.__module__.split(".")[0] in ROOMS
    }
    assert events == {(event.__module__, event.__name__) for event in WHO_HEARS}
    assert set(REGISTRY) == set(WHO_HEARS)


def test_every_task_and_template_of_the_table_exists() -> None:
    for hearers in REGISTRY.values():
        assert set(hearers.later) <= set(TASKS)
    told = {told.template for row in WHO_HEARS.values() for told in row.told}
    assert told <= set(templates.names())


def test_every_column_is_known_to_hold_data_about_people_or_not_to() -> None:
    columns = {
        f"{model._meta.app_label}.{model._meta.object_name}.{field.name}"
        for model in apps.get_models(include_auto_created=False)
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
    }
    not_personal = {f"{model}.{field}" for model, fields in NOT_PERSONAL.items() for field in fields.split()}
    assert not (not_personal & set(PERSONAL))
    assert columns == not_personal | set(PERSONAL)
    assert all(kept.purpose and kept.basis and kept.keep_for and kept.then for kept in PERSONAL.values())


def test_what_is_printed_from_code_is_fresh() -> None:
    try:
        call_command("print_docs", check=True, stdout=io.StringIO())
    except CommandError as stale:
        pytest.fail(str(stale))


@pytest.mark.parametrize("setting", [s.name for s in SETTINGS])
def test_every_setting_has_a_default_that_reads_and_a_line_of_help(setting: str) -> None:
    (found,) = [s for s in SETTINGS if s.name == setting]
    assert found.help.endswith(".")
    found.read(found.default)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://x"),
        ("DOORSTEP_WORKERS", "many"),
        ("DOORSTEP_WORKERS", "-1"),
        ("DOORSTEP_DEMO", "perhaps"),
        ("DOORSTEP_BASE_URL", "example.org"),
        ("DOORSTEP_LOG", "loud"),
    ],
)
def test_a_wrong_setting_is_named_in_a_sentence(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read({name: value})


def test_a_secret_setting_is_not_repeated_when_it_is_wrong() -> None:
    with pytest.raises(WrongSetting) as raised:
        read({"DATABASE_URL": "mysql://user:hunter2@host/db"})
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize(
    ("before", "after", "role"), list(product(job_status.Status, job_status.Status, Role))
)
def test_a_job_moves_only_as_its_table_says(
    before: job_status.Status, after: job_status.Status, role: Role
) -> None:
    movers = job_status.MOVES[before].get(after)
    if not movers:
        with pytest.raises(MoveRefused):
            job_status.check_move(before=before, after=after, roles={role})
    elif role not in movers:
        with pytest.raises(NotAllowed):
            job_status.check_move(before=before, after=after, roles={role})
    else:
        job_status.check_move(before=before, after=after, roles={role})


@pytest.mark.parametrize(
    ("before", "after", "mover"),
    list(product(report_status.Status, report_status.Status, report_status.Mover)),
)
def test_a_report_moves_only_as_its_table_says(
    before: report_status.Status, after: report_status.Status, mover: report_status.Mover
) -> None:
    if mover in report_status.MOVES[before].get(after, frozenset()):
        report_status.check_move(before=before, after=after, mover=mover)
    else:
        with pytest.raises(MoveRefused):
            report_status.check_move(before=before, after=after, mover=mover)


def test_every_status_is_reached_and_every_end_is_known() -> None:
    for status, moves in ((report_status.Status, report_status.MOVES), (job_status.Status, job_status.MOVES)):
        assert set(moves) == set(status)
        reached = {after for afters in moves.values() for after in afters}
        assert reached | {next(iter(status))} == set(status)


def test_every_update_has_a_heading_and_a_sentence() -> None:
    assert all(str(heading) and str(sentence) for heading, sentence in KINDS.values())
