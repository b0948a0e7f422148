from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from core.schemas import Named, Storable


class SignInIn(Schema):
    email: Storable = Field(max_length=254)
    password: Storable = Field(max_length=200)


class RoleOut(Schema):
    """A role held now; `ward` is "" where it is held everywhere."""

    role: str
    body: Named
    department: Named | None
    ward: str


class SessionOut(Schema):
    """Who is signed in; `person` is null for nobody.

    must_set_second_step  signed in, but no role counts until a second step is set up.
    """

    person: str | None
    roles: list[RoleOut]
    is_demo: bool
    must_set_second_step: bool


class DepartmentOut(Named):
    body: Named


class BodyOut(Named):
    kind: str
    is_ours: bool


class EmailIn(Schema):
    email: Storable = Field(max_length=254)


class StepCodeIn(Schema):
    """Six digits of the telephone, or a recovery code; spaces do not matter."""

    code: Storable = Field(max_length=40)


class CredentialIn(Schema):
    """What `navigator.credentials.get` gave, as JSON."""

    credential: dict[str, Any]


class OptionsOut(Schema):
    """What `navigator.credentials` asks for, as JSON."""

    public_key: dict[str, Any]


class LinkIn(Schema):
    secret: Storable = Field(max_length=200)


class LinkOut(Schema):
    """Whose link it is; `kind` is "invitation" or "reset"."""

    name: str
    email: str
    kind: str


class PasswordIn(Schema):
    """A password to judge; `secret` of the link by which it will be set, "" for whoever is signed in."""

    password: Storable = Field(max_length=200)
    secret: Storable = Field("", max_length=200)


class JudgedOut(Schema):
    """Whether it is taken, and the sentence to show beside it."""

    is_strong: bool
    sentence: str


class NewPasswordIn(Schema):
    secret: Storable = Field(max_length=200)
    password: Storable = Field(max_length=200)


class ProofIn(Schema):
    password: Storable = Field(max_length=200)


class ChangePasswordIn(Schema):
    password: Storable = Field(max_length=200)


class CodesOut(Schema):
    """For an app that makes codes: the secret, the same as an address (otpauth:), and as a picture (SVG)."""

    secret: str
    uri: str
    picture: str


class RecoveryOut(Schema):
    """Codes for the day the telephone is lost; empty where there are some already."""

    codes: list[str]


class NewPasskeyIn(Schema):
    """What `navigator.credentials.create` gave, as JSON, and what its owner calls it."""

    name: Storable = Field(min_length=1, max_length=60)
    credential: dict[str, Any]


class NameIn(Schema):
    name: Storable = Field(min_length=1, max_length=60)


class PasskeyOut(Schema):
    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


class SignInOut(Schema):
    """One place where somebody is signed in; `used_at` by the hour."""

    id: int
    device: str
    begun_at: datetime
    used_at: datetime
    is_this: bool


class SecurityOut(Schema):
    """How somebody signs in, and where they are signed in."""

    email: str
    has_password: bool
    is_second_step_asked: bool
    has_codes: bool
    passkeys: list[PasskeyOut]
    recovery_left: int
    has_proved: bool
    sessions: list[SignInOut]
