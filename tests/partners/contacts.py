"""What the tests about contacts share."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def typed(day):
    return f"{day:%d/%m/%Y}"


def data(user, **changes):
    return {
        "kind": "visit",
        "day": typed(in_days(-1)),
        "summary": "Membahas paket pelatihan.",
        "officers": [user.pk],
    } | changes


def upload(content, name):
    return SimpleUploadedFile(name, content)


def picture(**options):
    output = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(output, "JPEG", **options)
    return output.getvalue()
