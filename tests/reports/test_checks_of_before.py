"""What was here before checks were: the migration opens them, and passes again what was passed."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from cast import Cast
from check_steps import decide, with_photo
from reports import migrations
from reports.checking.check_models import Check
from reports.models import Report

pytestmark = pytest.mark.django_db(transaction=True)


def fill() -> None:
    (file,) = Path(str(migrations.__path__[0])).glob("*_open_checks_for_what_is_there.py")
    import_module(f"reports.migrations.{file.stem}").fill(apps, None)


def open_checks() -> list[Any]:
    still = Check.objects.filter(closed_at__isnull=True).order_by("report_id", "kind")
    return list(still.values_list("report__ref", "kind", "photo"))


def as_before() -> None:
    Check.objects.all().delete()
    Report.objects.update(public_words="", check_rank=None, check_since=None)


def test_what_is_on_the_map_and_waits_gets_its_checks(cast: Cast) -> None:
    with_photo(cast, issue_type="graffiti", answers={})
    with_photo(cast)
    cast.asha.report()
    cast.asha.report(issue_type="asb_nuisance", answers={}, description="Shouting")
    waited = open_checks()
    stood = list(Report.objects.order_by("pk").values_list("check_rank", "check_since"))
    as_before()
    fill()
    assert open_checks() == waited
    assert list(Report.objects.order_by("pk").values_list("check_rank", "check_since")) == stood


def test_words_that_were_passed_before_are_public_as_they_were(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    decide(cast.staff(cast.dev), ref, words={"decision": "pass"})
    as_before()
    fill()
    report = Report.objects.get(ref=ref)
    assert report.public_words == report.description != ""
    assert (ref, "words", None) not in open_checks()


def test_it_can_be_done_again_and_changes_nothing(cast: Cast) -> None:
    with_photo(cast, issue_type="graffiti", answers={})
    as_before()
    fill()
    once = open_checks()
    fill()
    assert open_checks() == once


def test_what_left_the_map_gets_none(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    as_before()
    Report.objects.filter(ref=ref).update(on_map=False)
    fill()
    assert open_checks() == []
