"""Looks at pictures as somebody would: how dark they are, and where."""

from io import BytesIO

from PIL import Image

DARK = 110


def opened(png):
    return Image.open(BytesIO(png)).convert("RGB")


def dark(png):
    """Count the dark dots: those that words and lines are made of."""
    return sum(opened(png).convert("L").histogram()[:DARK])


def colours(png):
    """Name every colour that fills more than a few dots."""
    counted = opened(png).getcolors(1 << 24)
    return {
        f"#{red:02x}{green:02x}{blue:02x}" for count, (red, green, blue) in counted if count > 8
    }


def luminance(colour):
    """Give how bright a colour is, by WCAG 2.2."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
