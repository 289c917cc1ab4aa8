#!/usr/bin/env python3
"""Thumbnails by Pillow: pillow_thumbnails.py draft|full SIDE OUTPUT PHOTO...

`draft` decodes JPEG at the smallest scale that covers the thumbnail, `full` decodes all; both crop the
centre square and resample with LANCZOS. OUTPUT gets raw RGB, one after the other ("-": none).
"""

import sys

from PIL import Image, ImageOps


def thumbnail(path, side, draft):
    image = Image.open(path)
    full = image.size
    if draft:
        # draft() takes the smallest scale that covers the size: ask for that of the whole picture.
        short = min(full)
        image.draft("RGB", (-(-side * full[0] // short), -(-side * full[1] // short)))
    scale = image.size[0] / full[0]
    square = min(full)
    left, top = (full[0] - square) // 2, (full[1] - square) // 2
    box = [scale * edge for edge in (left, top, left + square, top + square)]
    small = image.convert("RGB").resize((side, side), Image.Resampling.LANCZOS, box=box)
    small.getexif()[0x0112] = image.getexif().get(0x0112, 1)
    return ImageOps.exif_transpose(small)


def main():
    mode, side, output = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    file = None if output == "-" else open(output, "wb")
    for path in sys.argv[4:]:
        small = thumbnail(path, side, mode == "draft")
        if file:
            file.write(small.tobytes())


main()
