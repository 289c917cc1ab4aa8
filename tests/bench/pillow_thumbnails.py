#!/usr/bin/env python3
"""Thumbnails by Pillow: pillow_thumbnails.py draft|full SIDE OUTPUT PHOTO...

`draft` decodes JPEG at the smallest scale that covers the thumbnail, `full` decodes all; both crop the
centre square and resample with LANCZOS. OUTPUT gets raw RGB, one after the other ("-": none). Prints one line
of JSON: seconds of wall-clock, without Python's start, and bytes of peak memory.
"""

import json
import re
import sys
import time

from PIL import Image, ImageOps


def thumbnail(path, side, draft):
    image = Image.open(path)
    full = image.size
    if draft:
        # draft() takes the smallest scale that covers the size: ask for that of the whole picture.
        short = min(full)
        image.draft("RGB", (-(-side * full[0] // short), -(-side * full[1] // short)))
    # Sides are rounded up when they are reduced, each by itself.
    across, down = (reduced / whole for reduced, whole in zip(image.size, full))
    square = min(full)
    left, top = (full[0] - square) // 2, (full[1] - square) // 2
    right, bottom = min(image.size[0], across * (left + square)), min(image.size[1], down * (top + square))
    box = (across * left, down * top, right, bottom)
    small = image if image.mode == "RGB" else image.convert("RGB")
    small = small.resize((side, side), Image.Resampling.LANCZOS, box=box)
    small.getexif()[0x0112] = image.getexif().get(0x0112, 1)
    return ImageOps.exif_transpose(small)


def main():
    mode, side, output = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    file = None if output == "-" else open(output, "wb")
    start = time.perf_counter()
    for path in sys.argv[4:]:
        small = thumbnail(path, side, mode == "draft")
        if file:
            file.write(small.tobytes())
    wall = time.perf_counter() - start
    # Not getrusage(): that counts what the process that started this one had in use.
    peak = int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]) * 1024
    print(json.dumps({"wall": wall, "peak": peak}))


main()
