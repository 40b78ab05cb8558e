"""Logos: checked by what is in the file, drawn anew without anything hidden in it, stored by checksum."""

import hashlib
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from core.pdf import media_url
from facilities.models import Facility

MAX_BYTES = 1024 * 1024
MAX_PIXELS = 20_000_000
SIDE = 600
MIN_SIDE = 32


def drawn_anew(upload) -> bytes:
    """Return an uploaded PNG or JPEG as a PNG of at most 600 x 600 pixels without metadata.

    Raises ValidationError in words for anything that is not such a picture, whatever it is called.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if upload.size > MAX_BYTES:
        raise ValidationError(_("The logo is larger than 1 MB."), code="size")
    try:
        upload.seek(0)
        with Image.open(BytesIO(upload.read()), formats=("PNG", "JPEG")) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise ValidationError(_("The logo has too many pixels. Make it smaller."), code="pixels")
            if min(width, height) < MIN_SIDE:
                raise ValidationError(_("The logo is too small to print."), code="small")
            image.load()
            image = ImageOps.exif_transpose(image)
            see_through = "A" in image.getbands() or "transparency" in image.info
            image = image.convert("RGBA" if see_through else "RGB")
            image.thumbnail((SIDE, SIDE))
            clean = Image.new(image.mode, image.size)
            clean.paste(image)
    except UnidentifiedImageError as error:
        raise ValidationError(_("This is not a PNG or JPEG picture."), code="type") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This picture is damaged and cannot be read."), code="damaged") from error
    output = BytesIO()
    clean.save(output, "PNG", optimize=True)
    return output.getvalue()


def path_of(sha256: str) -> str:
    return f"logos/{sha256[:2]}/{sha256}.png" if sha256 else ""


def store(content: bytes) -> str:
    """Store a drawn logo and return its SHA-256; the same picture is stored once."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(path_of(sha256)):
        default_storage.save(path_of(sha256), ContentFile(content))
    return sha256


def load(sha256: str) -> bytes | None:
    """Return a stored logo, or None when there is none."""
    if not sha256:
        return None
    try:
        with default_storage.open(path_of(sha256)) as handle:
            return handle.read()
    except FileNotFoundError:
        return None


def stored_logos():
    """Yield (name in the storage, SHA-256) of the logos that facilities use."""
    for sha256 in Facility._base_manager.exclude(logo_sha256="").values_list("logo_sha256", flat=True):
        yield path_of(sha256), sha256


def letterhead_of(facility) -> dict:
    """Return what pdf/base.html prints at the top of a facility's letters. A lost logo is left out."""
    path = path_of(facility.logo_sha256)
    return {
        "letterhead": facility.letterhead,
        "logo": media_url(path) if path and default_storage.exists(path) else "",
    }
