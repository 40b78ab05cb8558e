"""Pictures of works, drawn for the demo: no photo of a real piece, and nobody's face."""

import math
from io import BytesIO

from core.files import JPEG, Upload

WIDE, HIGH = 960, 720


def drawn(motif: str, ground: str, ink: str, light: str) -> Upload:
    """Return a drawing of a motif ("batik", "kite", "whip", "knit", "chair") in three colours."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDE, HIGH), ground)
    MOTIFS[motif](ImageDraw.Draw(image), ink, light)
    content = BytesIO()
    image.resize((WIDE * 2 // 3, HIGH * 2 // 3), Image.Resampling.BILINEAR).save(content, "JPEG", quality=82)
    return Upload(content.getvalue(), JPEG, "karya.jpg")


def _batik(draw, ink, light):
    for row in range(-1, 5):
        for column in range(-1, 6):
            x, y = column * 190 + (row % 2) * 95, row * 170
            for petal in range(8):
                turn = petal * math.pi / 4
                px, py = x + 46 * math.cos(turn), y + 46 * math.sin(turn)
                draw.ellipse((px - 26, py - 26, px + 26, py + 26), fill=ink, outline=light, width=4)
            draw.ellipse((x - 20, y - 20, x + 20, y + 20), fill=light)
            for dot in range(12):
                turn = dot * math.pi / 6
                px, py = x + 90 * math.cos(turn), y + 90 * math.sin(turn)
                draw.ellipse((px - 5, py - 5, px + 5, py + 5), fill=light)
    draw.rectangle((0, HIGH - 110, WIDE, HIGH), fill=ink)
    for step in range(0, WIDE + 80, 80):
        draw.polygon(((step, HIGH - 110), (step + 40, HIGH - 20), (step + 80, HIGH - 110)), fill=light)


def _kite(draw, ink, light):
    draw.polygon(((480, 60), (730, 280), (480, 540), (230, 280)), fill=ink)
    draw.polygon(((480, 60), (730, 280), (480, 280)), fill=light)
    draw.polygon(((480, 540), (230, 280), (480, 280)), fill=light)
    draw.line((480, 60, 480, 540), fill="#3a2a1c", width=6)
    draw.line((230, 280, 730, 280), fill="#3a2a1c", width=6)
    points = [(480 + 60 * math.sin(step / 3), 540 + step * 8) for step in range(22)]
    draw.line(points, fill="#3a2a1c", width=5)
    for index in (5, 11, 17):
        x, y = points[index]
        draw.polygon(((x - 34, y - 16), (x - 34, y + 16), (x, y)), fill=ink)
        draw.polygon(((x + 34, y - 16), (x + 34, y + 16), (x, y)), fill=light)


def _whip(draw, ink, light):
    points = [(180 + 2.2 * step, 560 - 150 * math.sin(step / 42) - step * 0.7) for step in range(0, 290, 2)]
    for index, (x, y) in enumerate(points):
        size = 24 - index // 9
        draw.ellipse((x - size, y - size, x + size, y + size), fill=ink if index % 6 < 3 else light)
    draw.line((180, 560, 90, 640), fill=ink, width=52)
    for step in range(5):
        x, y = 180 - step * 20, 560 + step * 18
        draw.line((x - 22, y - 20, x + 20, y + 24), fill=light, width=8)
    x, y = points[-1]
    for spread in range(-3, 4):
        draw.line((x, y, x + 70, y + spread * 20), fill=ink, width=5)


def _knit(draw, ink, light):
    draw.arc((330, 20, 630, 420), 180, 360, fill=ink, width=26)
    draw.rounded_rectangle((210, 210, 750, 650), 60, fill=ink)
    for row in range(7):
        for column in range(9):
            x, y = 262 + column * 54, 268 + row * 56
            draw.line((x - 17, y - 13, x, y + 13), fill=light, width=9)
            draw.line((x, y + 13, x + 17, y - 13), fill=light, width=9)


def _chair(draw, ink, light):
    draw.rectangle((0, 600, WIDE, HIGH), fill=light)
    for x in (330, 600):
        draw.rectangle((x, 90, x + 30, 650), fill=ink)
    for y in (120, 200, 280):
        draw.rectangle((330, y, 630, y + 36), fill=ink)
    draw.polygon(((300, 400), (630, 400), (700, 470), (260, 470)), fill=ink)
    for x in (265, 665):
        draw.rectangle((x, 470, x + 32, 680), fill=ink)
    draw.line((290, 430, 670, 430), fill=light, width=5)


MOTIFS = {"batik": _batik, "kite": _kite, "whip": _whip, "knit": _knit, "chair": _chair}
