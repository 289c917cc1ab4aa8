#!/usr/bin/env python3
"""Thumbnails a second, beside other programs on the same photos in one run: thumbnails.py [ROUNDS]

For the folders library (500 px photos) and camera (12 megapixels) of ../shared/photos, at 50 and 100 px and on
one and two threads: the native core, the module in Chromium, vipsthumbnail, and Pillow's draft() + LANCZOS;
the ratios that matter, peak memory, and the mean absolute difference in grey levels of the core's
thumbnails from Pillow's full decode + LANCZOS. The best of ROUNDS (3) counts. Take ratios, not seconds.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
PHOTOS = ROOT / "../shared/photos"
NATIVE = ROOT / "build/native/thumbnail_bench"
PILLOW = ROOT / "tests/bench/pillow_thumbnails.py"
BROWSER = ROOT / "tests/bench/thumbnails_in_browser.mjs"


def json_of(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def side_by_side(commands):
    """Wall-clock seconds of some commands that run at once."""
    start = time.perf_counter()
    processes = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]
    if any(process.wait() for process in processes):
        raise RuntimeError(commands[0][0])
    return time.perf_counter() - start


def shares(photos, count):
    return [photos[i::count] for i in range(count)]


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    work = pathlib.Path(tempfile.mkdtemp(prefix="tessera-bench-"))
    print("photos a second       px threads   native  Chromium      vips    Pillow   native/Pillow native/vips"
          " Chromium/native   difference   peak MiB: native, module")
    for folder in ("library", "camera"):
        photos = sorted(str(path) for path in (PHOTOS / folder).glob("*.jpg"))
        # Enough work for a measurement that start-up does not drown.
        photos = photos * (4 if folder == "library" else 3)
        for side in (50, 100):
            core, full = work / "core.rgb", work / "full.rgb"
            distinct = sorted(set(photos))
            subprocess.run([NATIVE, str(side), "1", core, *distinct], check=True, capture_output=True)
            subprocess.run(["/usr/bin/python3", PILLOW, "full", str(side), full, *distinct], check=True)
            a, b = (numpy.fromfile(path, numpy.uint8).astype(int) for path in (core, full))
            difference = numpy.abs(a - b).mean()
            for threads in (1, 2):
                native, browser, vips, pillow = [], [], [], []
                for _ in range(rounds):
                    native.append(json_of([NATIVE, str(side), str(threads), "-", *photos]))
                    browser.append(json_of(["node", BROWSER, str(side), str(threads), *photos]))
                    vips.append(side_by_side([
                        ["vipsthumbnail", "--vips-concurrency=1", "--size", f"{side}x{side}", "--smartcrop", "centre",
                         "-o", f"{work}/{i}-%s.png", *share] for i, share in enumerate(shares(photos, threads))]))
                    pillow.append(side_by_side([
                        ["/usr/bin/python3", PILLOW, "draft", str(side), "-", *share]
                        for share in shares(photos, threads)]))
                n = min(run["wall"] for run in native)
                m = min(run["wall"] for run in browser)
                v, p = min(vips), min(pillow)
                rate = lambda seconds: f"{len(photos) / seconds:9.1f}"
                peaks = [max(run["peak"] for run in runs) / 2**20 for runs in (native, browser)]
                print(f"{folder:20}{side:4}{threads:8}{rate(n)} {rate(m)} {rate(v)} {rate(p)}   "
                      f"{p / n:13.2f}{v / n:12.2f}{n / m:16.2f}{difference:13.2f}   {peaks[0]:.0f}, {peaks[1]:.0f}",
                      flush=True)


if __name__ == "__main__":
    main()
