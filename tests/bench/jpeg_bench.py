#!/usr/bin/python3
"""Runs jpeg_bench beside Pillow on the same photos and prints the ratios.

    tests/bench/jpeg_bench.py BENCH_PROGRAM [FOLDER...]

For each folder (default: library and camera of ../shared/photos) and for 50 and 100 px, one line:
CPU milliseconds a photo of the native core, of Pillow's draft() + LANCZOS, their ratio, and the mean
absolute difference in grey levels of both from Pillow's full decode + LANCZOS. One thread each; both
take the centre square. CPU time, so that other work on the machine disturbs little; take the ratios.
"""
import io
import os
import subprocess
import sys
import tempfile
import time

import numpy
from PIL import Image


def centre_square(size):
    side = min(size)
    left, top = (size[0] - side) // 2, (size[1] - side) // 2
    return left, top, left + side, top + side


def with_draft(data, side):
    image = Image.open(io.BytesIO(data))
    full = image.size
    # draft() takes the smallest scale that covers the size: ask for that of the whole picture.
    short = min(full)
    image.draft("RGB", (-(-side * full[0] // short), -(-side * full[1] // short)))
    image = image.convert("RGB")
    scale = image.size[0] / full[0], image.size[1] / full[1]
    box = centre_square(full)
    box = (box[0] * scale[0], box[1] * scale[1], box[2] * scale[0], box[3] * scale[1])
    return image.resize((side, side), Image.Resampling.LANCZOS, box=box)


def full_decode(data, side):
    image = Image.open(io.BytesIO(data)).convert("RGB")
    return image.resize((side, side), Image.Resampling.LANCZOS, box=centre_square(image.size))


def photos_of(folder):
    return sorted(
        os.path.join(folder, name)
        for name in os.listdir(folder)
        if name.lower().endswith((".jpg", ".jpeg"))
    )


def main():
    program = sys.argv[1]
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared/photos")
    folders = sys.argv[2:] or [os.path.join(root, name) for name in ("library", "camera")]
    print("folder    px  core ms (decode)  Pillow draft ms  ratio  difference: core  Pillow draft  worst core photo")
    for folder in folders:
        files = photos_of(folder)
        contents = [open(path, "rb").read() for path in files]
        rounds = max(1, 300 // len(files))
        for side in (50, 100):
            with tempfile.TemporaryDirectory() as scratch:
                output = os.path.join(scratch, "thumbnails")
                result = subprocess.run(
                    [program, str(side), str(3 * rounds), output] + files,
                    check=True, capture_output=True, text=True,
                )
                sys.stderr.write(result.stderr)
                _, core, decode = map(float, result.stdout.split())
                ours = numpy.fromfile(output, numpy.uint8).reshape(len(files), -1).astype(int)
            begin = time.process_time()
            for _ in range(rounds):
                drafts = [with_draft(data, side) for data in contents]
            pillow = 1e3 * (time.process_time() - begin) / rounds / len(files)
            full = [numpy.asarray(full_decode(data, side)).reshape(-1).astype(int) for data in contents]
            drafts = [numpy.asarray(image).reshape(-1).astype(int) for image in drafts]
            differences = [abs(a - b).mean() for a, b in zip(ours, full)]
            worst = int(numpy.argmax(differences))
            draft = numpy.mean([abs(a - b).mean() for a, b in zip(drafts, full)])
            print(
                f"{os.path.basename(folder):8} {side:4}  {core:7.3f} ({decode:7.3f})  {pillow:15.3f}"
                f"  {pillow / core:5.2f}  {numpy.mean(differences):16.2f}  {draft:12.2f}"
                f"  {differences[worst]:.2f} {os.path.basename(files[worst])}",
                flush=True,
            )


main()
