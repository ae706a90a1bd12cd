"""A trend as a small picture: a bar for each span of time, the newest dark, readable in black and white."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, GAP = 1104, 240, 12
"""Pixels, twice as many as are shown: fine screens show a picture of the plain size blurred."""
LABELS, SIZE = 52, 40
"""The height above the highest bar, and the size of the numbers: on a phone they are a quarter of that."""
BACK, INK, BAR, NEWEST = (255, 255, 255), (27, 31, 36), (143, 163, 186), (11, 92, 173)


def picture(counts: tuple[int, ...], *, rtl: bool) -> bytes:
    """The PNG; in a language written from the right, the oldest stands at the right."""
    image = Image.new("RGB", (WIDTH, HEIGHT), BACK)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(SIZE)
    shown = counts[::-1] if rtl else counts
    newest = 0 if rtl else len(shown) - 1
    step, most = WIDTH / len(shown), max(1, *shown)
    for at, count in enumerate(shown):
        left, right = int(at * step + GAP / 2), int((at + 1) * step - GAP / 2)
        top = HEIGHT - 4 - int((HEIGHT - LABELS - 8) * count / most)
        draw.rectangle((left, top, right, HEIGHT - 4), fill=NEWEST if at == newest else BAR)
        draw.text(((left + right) / 2, top - 4), str(count), fill=INK, font=font, anchor="mb")
    draw.line((0, HEIGHT - 2, WIDTH, HEIGHT - 2), fill=INK, width=3)
    out = BytesIO()
    image.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()
