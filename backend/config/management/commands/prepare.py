"""`./doorstep manage prepare`: once, before the processes of a new installation or a new version start."""

from typing import Any

from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import start


class Command(BaseCommand):
    """Brings the tables up to date and makes the bucket for photos where it is missing."""

    help = "Bring the tables up to date and make the bucket for photos. Run it before a new version starts."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        bucket = settings.STORAGES["default"]["OPTIONS"].get("bucket_name")
        if bucket:
            self._make_bucket(bucket)
        start.honour_erasures()
        self.stdout.write("Ready to start.")

    def _make_bucket(self, name: str) -> None:
        client: Any = storages["default"].connection.meta.client  # type: ignore[attr-defined] # S3Storage's own
        try:
            client.head_bucket(Bucket=name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
                raise
            region = client.meta.region_name
            # us-east-1 is the one region that must not be named.
            where = (
                {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
            )
            client.create_bucket(Bucket=name, **where)
            self.stdout.write(f"Made the bucket {name}.")
