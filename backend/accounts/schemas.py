from ninja import Schema
from pydantic import Field

from core.schemas import Named, Storable


class SignInIn(Schema):
    email: Storable = Field(max_length=254)
    password: Storable = Field(max_length=200)


class RoleOut(Schema):
    role: str
    body: Named
    department: Named | None
    ward: str


class SessionOut(Schema):
    """Who is signed in; `person` is null for nobody."""

    person: str | None
    roles: list[RoleOut]
    is_demo: bool


class DepartmentOut(Named):
    body: Named


class BodyOut(Named):
    kind: str
    is_ours: bool
