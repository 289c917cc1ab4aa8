#!/usr/bin/env python3
"""Exports beside other encoders: export.py PATH/TO/export_bench PHOTO_FOLDER [--full] [--case 0|1|2]

Mosaics of 128 px tiles, about 100 megapixels or, with --full, 26,496 × 37,376: out of 228 photos, of
1,000, and with every tile different. Each program is a process of its own with two threads, writes to
disk, and is measured by the kernel. Ours and libpng take pixels from memory; vips arrayjoin takes the
tiles (with --full a row of them at a time, as its arguments would grow too long), vips rawload the
composed pixels from a file, which is less work. Then vips decodes our PNG, and every pixel is compared
with the composed ones.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

BENCH, PHOTOS = (os.path.abspath(path) for path in sys.argv[1:3])
FULL = "--full" in sys.argv[3:]
ONLY = [int(sys.argv[sys.argv.index("--case") + 1])] if "--case" in sys.argv else range(3)
COLUMNS, ROWS = (207, 292) if FULL else (79, 78)
WIDTH, HEIGHT = COLUMNS * 128, ROWS * 128
RAW_BYTES = WIDTH * HEIGHT * 3
CASES = ("228 photos", "1,000 photos", "every tile different")
# Decoded tiles that our bench and any other program must hold.
TILE_BYTES = (228 * 128 * 128 * 3, 1000 * 128 * 128 * 3, 1000 * 128 * 128 * 3)
LINE = re.compile(r"([\d.]+) s +([\d.]+) s user +(\d+) bytes .* peak (\d+) MB")

os.environ["VIPS_CONCURRENCY"] = "2"
work = pathlib.Path(tempfile.mkdtemp(prefix="tessera-bench-"))


class Measured:
    def __init__(self, seconds, user, size, peak):
        self.seconds, self.user, self.bytes, self.peak = seconds, user, size, peak

    def show(self, name):
        print(f"  {name:28}{RAW_BYTES / 1e6 / self.seconds:8.0f} MB/s {self.seconds:9.2f} s {self.user:9.2f} s user"
              f"{self.bytes:14,} bytes {self.peak:6} MB", flush=True)
        return self


def bench(case, method, *more):
    arguments = [BENCH, PHOTOS, "--case", str(case), "--only", method, *map(str, more)]
    done = subprocess.run(arguments + (["--full"] if FULL else []), check=True, capture_output=True, text=True)
    return done.stdout


def ours(case, method, *more):
    seconds, user, size, peak = LINE.search(bench(case, method, *more)).groups()
    return Measured(float(seconds), float(user), int(size), int(peak)).show(f"{method}")


def other(name, output, *commands):
    """One or several commands, the last of which makes the output."""
    start = time.monotonic()
    user, peak = 0, 0
    for command in commands:
        process = subprocess.Popen([str(part) for part in command], stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"{name} failed")
        user, peak = user + usage.ru_utime, max(peak, usage.ru_maxrss // 1024)
    seconds = time.monotonic() - start
    size = output.stat().st_size
    output.unlink()
    return Measured(seconds, user, size, peak).show(name)


def arrayjoin(tiles, target):
    """The commands that join the tiles, whose folder must be the current one."""
    cells = [f"{cell}.ppm" for cell in (tiles / "cells").read_text().split()]
    if not FULL:
        return [["vips", "arrayjoin", " ".join(cells), target, "--across", COLUMNS]]
    strips = [["vips", "arrayjoin", " ".join(cells[row * COLUMNS:(row + 1) * COLUMNS]), f"s{row}.ppm", "--across",
               COLUMNS] for row in range(ROWS)]
    return strips + [["vips", "arrayjoin", " ".join(f"s{row}.ppm" for row in range(ROWS)), target, "--across", 1]]


def rawload(raw, target):
    return [["vips", "rawload", raw, target, WIDTH, HEIGHT, 3]]


def aim(text, value, limit, at_least):
    met = value >= limit if at_least else value <= limit
    aims.append(f"  {'met    ' if met else 'NOT MET'} {text}: {value:.3g} (aim: {'at least' if at_least else 'at most'}"
                f" {limit})")


def same_pixels(png, raw):
    """Whether a PNG that vips decodes has these pixels."""
    ppm = work / "decoded.ppm"
    subprocess.run(["vips", "copy", png, ppm], check=True)
    head = ppm.stat().st_size - RAW_BYTES
    same = subprocess.run(["cmp", "-s", f"--ignore-initial={head}:0", ppm, raw]).returncode == 0
    ppm.unlink()
    return same


def measure(case):
    name = CASES[case]
    print(f"\n{WIDTH:,} × {HEIGHT:,} px, {name} ({RAW_BYTES / 1e6:,.0f} MB of raw pixels)")
    raw, png, jpeg = work / "raw", work / "out.png", work / "out.jpg"
    tiles = work / "tiles"
    tiles.mkdir()
    bench(case, "nothing", "--raw", raw, "--tiles", tiles)

    method = "rows" if case == 2 else "tiles"
    mine = ours(case, method, "--output", png)
    peak = mine.peak
    aims.append(f"  {'met    ' if same_pixels(png, raw) else 'NOT MET'} {name}: every pixel is right after vips decoded it")
    png.unlink()
    small = ours(case, "small") if case == 2 else None
    mine_jpeg = ours(case, "jpeg", "--output", jpeg)
    jpeg.unlink()

    os.chdir(tiles)
    if case < 2:
        vips = other("vips arrayjoin to PNG", png, *arrayjoin(tiles, png))
        other("vips arrayjoin to PNG 1", png, *arrayjoin(tiles, f"{png}[compression=1]"))
    vips_raw = other("vips rawload to PNG", png, *rawload(raw, png))
    other("vips rawload to PNG 1", png, *rawload(raw, f"{png}[compression=1]"))
    # From a quality of 90 on vips would keep all chroma by itself.
    vips_jpeg = other("vips rawload to JPEG", jpeg, *rawload(raw, f"{jpeg}[Q=90,subsample-mode=on]"))
    os.chdir(work)
    libpng = {} if FULL else {level: ours(case, f"libpng{level}") for level in (1, 6)}
    raw.unlink()
    shutil.rmtree(tiles)

    over_tiles = peak - TILE_BYTES[case] / 1e6
    aim(f"{name}: peak memory over the tiles, MB", over_tiles, 150, False)
    if case < 2:
        print(f"  {vips.seconds / mine.seconds:.1f} times the speed of vips arrayjoin, "
              f"{vips.user / mine.user:.1f} times a CPU")
    if FULL and case == 0:
        aim(f"{name}: speed by vips arrayjoin", vips.seconds / mine.seconds, 40, True)
    print(f"  {vips_raw.seconds / mine.seconds:.1f} times the speed of vips rawload, "
          f"{vips_raw.user / mine.user:.1f} times a CPU")
    aim(f"{name}: JPEG speed by vips", vips_jpeg.seconds / mine_jpeg.seconds, 1, True)
    aim(f"{name}: JPEG size by vips at the same quality", mine_jpeg.bytes / vips_jpeg.bytes, 1.05, False)
    if FULL:
        return
    if case < 2:
        aim(f"{name}: PNG size by libpng 6 with adaptive filters", mine.bytes / libpng[6].bytes, 1.03, False)
    else:
        aim(f"{name}: speed by libpng 1", libpng[1].seconds / mine.seconds, 8, True)
        aim(f"{name}: speed a CPU by libpng 1", libpng[1].user / mine.user, 4, True)
        aim(f"{name}: PNG size by libpng 1", mine.bytes / libpng[1].bytes, 1.35, False)
        aim(f"{name}: small PNG's size by libpng 1", small.bytes / libpng[1].bytes, 1.02, False)


aims = []
try:
    # The composed pixels, the tiles joined to strips or what vips decodes of ours, and an output.
    needed = RAW_BYTES * 3
    if shutil.disk_usage(work).free < needed:
        sys.exit(f"{work} needs {needed / 1e9:.0f} GB of free space")
    for case in ONLY:
        measure(case)
    print("\nAims\n" + "\n".join(aims))
finally:
    shutil.rmtree(work)
