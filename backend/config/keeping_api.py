"""The keeping table, its last runs, and what a run would do now, for the information officer."""

from dataclasses import asdict
from datetime import datetime

from ninja import Router, Schema

from accounts.requests import ActorRequest
from config import keeping
from core.clock import now
from core.schemas import Problem
from reports.keeping.keeping_models import KeepingRun

router = Router(tags=["officer"])

_MOST_RUNS = 30


class CountOut(Schema):
    """What a rule found, what of it legal holds keep, and what it let go (or would)."""

    found: int
    held: int
    done: int


class KeptOut(Schema):
    """One line of the table; `action` is the rule by which `counts` of a run are named, or empty."""

    action: str
    what: str
    purpose: str
    basis: str
    keep_for: str
    then: str


class RunOut(Schema):
    began_at: datetime
    ended_at: datetime | None
    counts: dict[str, CountOut]


class KeepingOut(Schema):
    """What is kept, and the last runs, the newest first."""

    table: list[KeptOut]
    runs: list[RunOut]


@router.get("/keeping", operation_id="get_keeping", response={200: KeepingOut, 401: Problem, 403: Problem})
def get_keeping(request: ActorRequest) -> KeepingOut:
    """What is kept about people, why and for how long; and what the last nights let go."""
    request.actor.require_officer()
    runs = KeepingRun.objects.order_by("-began_at")[:_MOST_RUNS]
    return KeepingOut(
        table=[KeptOut(**line) for line in keeping.in_table()],
        runs=[RunOut(began_at=run.began_at, ended_at=run.ended_at, counts=run.counts) for run in runs],
    )


@router.post(
    "/keeping/dry-run",
    operation_id="try_keeping",
    response={200: dict[str, CountOut], 401: Problem, 403: Problem},
)
def try_keeping(request: ActorRequest) -> dict[str, CountOut]:
    """What a run would find, keep and let go now. Writes nothing."""
    request.actor.require_officer()
    return {name: CountOut(**asdict(count)) for name, count in keeping.dry_run(now()).items()}
