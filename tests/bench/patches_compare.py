"""Sums of all 39 x 39 patches at stride 1: patches a second here, and by NumPy's views of strides.

    patches_compare.py PATCHES_BENCH

NumPy's route (sliding_window_view(...).sum) runs on a small image, as it adds up 1,521 pixels a patch.
"""
import json
import subprocess
import sys
import time

import numpy
from numpy.lib.stride_tricks import sliding_window_view

SIDE = 10038  # 10,000 x 10,000 patches
SMALL = 500
PATCH = 39


def main():
    ours = json.loads(subprocess.run([sys.argv[1], str(SIDE)], check=True, capture_output=True).stdout)
    image = numpy.random.default_rng(1).integers(0, 256, (SMALL, SMALL, 3), dtype=numpy.uint8)
    start = time.time()
    sums = sliding_window_view(image, (PATCH, PATCH), axis=(0, 1)).sum(axis=(-1, -2), dtype=numpy.uint32)
    numpys = sums.shape[0] * sums.shape[1] / (time.time() - start)
    rate = ours["patches"] / ours["seconds"]
    print(f"\n39 x 39 patches at stride 1: {rate:.3g} a second ({ours['patches']:.3g} in {ours['seconds']:.3f} s; a "
          f"copy of the image takes {ours['copy_seconds']:.3f} s), {rate / numpys:.0f} times NumPy's {numpys:.3g}")


if __name__ == "__main__":
    main()
