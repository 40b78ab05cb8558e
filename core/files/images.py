"""Pictures, drawn anew: pixels only, upright, no larger than needed. Place and camera stay behind."""

from io import BytesIO

from core.files.checks import MAX_PIXELS, MIN_SIDE, Refused
from core.files.kinds import JPEG, PNG, Kind

LONGEST = 1600
QUALITY = 85


def drawn_anew(
    content: bytes,
    kind: Kind,
    *,
    into: Kind | None = None,
    longest: int = LONGEST,
    frame: tuple[int, int] | None = None,
) -> bytes:
    """Return a picture as JPEG, PNG or WebP (`into`, else as it was) without anything but its pixels.

    Neither side is longer than `longest`. With `frame` it is cut to that shape around its middle, a little
    above it where faces are, and made no larger than the frame. A moving picture gives its first image.

    Raises Refused when it cannot be read, is too small, or unfolds to more than MAX_PIXELS.
    """
    from PIL import Image, ImageFile, ImageOps

    into = into or kind
    # WeasyPrint, once imported, has set this for the whole process: half a picture would pass for one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(BytesIO(content), formats=(kind.pillow,)) as image:
            width, height = image.size
            if width * height > MAX_PIXELS[kind.code]:
                raise Refused("pixels")
            if min(width, height) < MIN_SIDE:
                raise Refused("small")
            if kind == JPEG:
                # Reads a large photo at a half, a quarter or an eighth, but never below what is wanted.
                side = max(longest, *(frame or (0,))) * 2
                image.draft(None, (side, side))
            image.load()
            image = ImageOps.exif_transpose(image)
            see_through = into != JPEG and ("A" in image.getbands() or "transparency" in image.info)
            image = _flat(image) if into == JPEG else image.convert("RGBA" if see_through else "RGB")
            if frame:
                image = _cut(image, frame)
            image.thumbnail(frame or (longest, longest))
            clean = Image.new(image.mode, image.size)
            clean.paste(image)
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise Refused("pixels") from error
    # Pillow meets a damaged file with whatever the damage makes Python say.
    except Exception as error:
        raise Refused("damaged") from error
    output = BytesIO()
    options = {"optimize": True} if into in (JPEG, PNG) else {}
    clean.save(output, into.pillow, **options, **({} if into == PNG else {"quality": QUALITY}))
    return output.getvalue()


def _flat(image):
    """Return the picture on white: JPEG knows nothing of seeing through."""
    from PIL import Image

    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    image = image.convert("RGBA")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _cut(image, frame):
    """Return the largest part with the shape of `frame`."""
    width, height = image.size
    across, down = frame
    if width * down > height * across:
        wanted = max(1, height * across // down)
        left = (width - wanted) // 2
        return image.crop((left, 0, left + wanted, height))
    wanted = max(1, width * down // across)
    top = (height - wanted) * 2 // 5
    return image.crop((0, top, width, top + wanted))
