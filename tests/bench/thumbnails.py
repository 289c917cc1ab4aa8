#!/usr/bin/env python3
"""Thumbnails a second, beside other programs on the same photos in one run: thumbnails.py [ROUNDS]

For the folders library (500 px photos) and camera (12 megapixels) of ../shared/photos, at 50 and 100 px and on
one and two threads: the native core, the module in Chromium, vipsthumbnail, and Pillow's draft() + LANCZOS;
then the ratios that matter and whether they reach their aims, and the mean absolute difference in grey levels
of the core's thumbnails from Pillow's full decode + LANCZOS.

The programs take turns, ROUNDS (3) times, and the best of each counts. The module crops as the page does and
is held against the native core with the same crop; the others crop the middle. A program's start is not
counted, but vipsthumbnail's, a hundredth of its time. Take ratios, not seconds.
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
# How often a folder is gone through in a measurement: enough that half a second passes.
TIMES = {"library": {"core": 4, "vips": 1, "pillow": 2}, "camera": {"core": 8, "vips": 3, "pillow": 3}}
# Ratio → the program that shall be so many times as fast as the other, on so many threads; least by folder.
AIMS = [
    ("native core", "Pillow draft()", 1, {"library": 2, "camera": 2}),
    ("native core", "vipsthumbnail", 2, {"library": 4, "camera": 3}),
    ("module", "native core, smart crop", 2, {"library": 0.85, "camera": 0.85}),
]
MOST_DIFFERENCE = 3  # grey levels


class Browser:
    """The module in one Chromium, which waits between measurements."""

    def __init__(self, photos):
        self.process = subprocess.Popen(["node", BROWSER, *photos], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the module's benchmark broke off")
        return line

    def measure(self, side, threads, times):
        self.process.stdin.write(f"{side} {threads} {times}\n")
        self.process.stdin.flush()
        return json.loads(self.answer())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure_native(side, threads, crop, photos):
    command = [NATIVE, str(side), str(threads), crop, "-", *photos]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure_vips(side, shares, work):
    start = time.perf_counter()
    # Through `time`, which is small: a process's peak counts what the one that started it had in use.
    processes = [
        subprocess.Popen(["/usr/bin/time", "-f", "%M", "-o", f"{work}/peak{index}", "vipsthumbnail", "--vips-concurrency=1",
                          "--size", f"{side}x{side}", "--smartcrop", "centre", "-o", f"{work}/{index}-%s.ppm", *share],
                         stderr=subprocess.DEVNULL)
        for index, share in enumerate(shares)]
    if any([process.wait() for process in processes]):
        raise RuntimeError("vipsthumbnail failed")
    wall = time.perf_counter() - start
    return {"wall": wall, "peak": sum(int((work / f"peak{index}").read_text()) * 1024 for index in range(len(shares)))}


def measure_pillow(side, shares):
    processes = [subprocess.Popen(["/usr/bin/python3", PILLOW, "draft", str(side), "-", *share],
                                  stdout=subprocess.PIPE, text=True) for share in shares]
    outputs = [process.communicate()[0] for process in processes]
    if any(process.returncode for process in processes):
        raise RuntimeError("Pillow failed")
    runs = [json.loads(output) for output in outputs]
    return {"wall": max(run["wall"] for run in runs), "peak": sum(run["peak"] for run in runs)}


def shares(photos, count):
    return [photos[index::count] for index in range(count)]


def measure(folder, photos, browser, side, threads, rounds, work):
    """Photos a second and bytes of peak memory of each program."""
    times = TIMES[folder]
    programs = {
        "native core": ("core", lambda: measure_native(side, threads, "centre", photos * times["core"])),
        "native core, smart crop": ("core", lambda: measure_native(side, threads, "smart", photos * times["core"])),
        "module": ("core", lambda: browser.measure(side, threads, times["core"])),
        "vipsthumbnail": ("vips", lambda: measure_vips(side, shares(photos * times["vips"], threads), work)),
        "Pillow draft()": ("pillow", lambda: measure_pillow(side, shares(photos * times["pillow"], threads))),
    }
    runs = {name: [] for name in programs}
    for _ in range(rounds):
        for name, (_, run) in programs.items():
            runs[name].append(run())
            trouble = runs[name][-1].get("error") or runs[name][-1].get("failed")
            if trouble:
                raise RuntimeError(f"{name}: photos failed: {trouble}")
    return {name: (len(photos) * times[kind] / min(run["wall"] for run in runs[name]),
                   max(run["peak"] for run in runs[name]))
            for name, (kind, _) in programs.items()}


def difference(side, photos, work):
    core, full = work / "core.rgb", work / "full.rgb"
    subprocess.run([NATIVE, str(side), "1", "centre", core, *photos], check=True, capture_output=True)
    subprocess.run(["/usr/bin/python3", PILLOW, "full", str(side), full, *photos], check=True, capture_output=True)
    a, b = (numpy.fromfile(path, numpy.uint8).astype(int) for path in (core, full))
    return numpy.abs(a - b).mean()


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    judged = []
    with tempfile.TemporaryDirectory(prefix="tessera-bench-") as name:
        work = pathlib.Path(name)
        for folder in TIMES:
            photos = sorted(str(path) for path in (PHOTOS / folder).glob("*.jpg"))
            browser = Browser(photos)
            for side in (50, 100):
                what = f"{folder}, {side} px"
                for threads in (1, 2):
                    rates = measure(folder, photos, browser, side, threads, rounds, work)
                    print(f"\n{what + f', {threads} thread' + 's' * (threads > 1):30}photos/s  per core  peak MiB")
                    for program, (rate, peak) in rates.items():
                        print(f"  {program:28}{rate:8.1f}{rate / threads:10.1f}{peak / 2**20:10.0f}", flush=True)
                    for fast, slow, on, least in AIMS:
                        if on == threads:
                            ratio = rates[fast][0] / rates[slow][0]
                            judged.append((f"{what}: {fast} / {slow}, {threads} thread" + "s" * (threads > 1), ratio,
                                           f"at least {least[folder]}", ratio >= least[folder]))
                grey = difference(side, photos, work)
                judged.append((f"{what}: mean difference from Pillow's full decode", grey,
                               f"at most {MOST_DIFFERENCE}", grey <= MOST_DIFFERENCE))
            browser.close()
    print()
    for what, value, aim, met in judged:
        print(f"{what:75}{value:6.2f}   {aim:14}{'met' if met else 'NOT MET'}")


if __name__ == "__main__":
    main()
