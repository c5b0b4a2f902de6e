"""SVG as a PNG, drawn on any machine alike: with a font that comes along, and twice as sharp."""

from handlers.blocks.charts.bars import FONT

SHARPNESS = 2


def drawn(svg: str) -> bytes:
    """The PNG of an SVG, opaque, with two dots for each of its units.

    The whole interpreter waits while the library draws, in a thread too: 25 to 65 ms for a chart of ours.
    """
    # A start does not pay for what is drawn once a week, if at all.
    import font_lato
    import resvg_py

    fonts = font_lato.font_files
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=SHARPNESS,
            background="#ffffff",
            font_files=[fonts["Lato"], fonts["LatoBold"]],
            font_family=FONT,
            skip_system_fonts=True,
        )
    )
