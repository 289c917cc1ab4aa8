#!/usr/bin/env python3
"""What is done to photos before they become tiles, beside Pillow: preparation_test.py PATH/TO/tessera"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy
from PIL import Image, ImageOps

TESSERA = sys.argv.pop(1)
SIDE = 64


class Preparation(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        # As large as its tile, so that nothing is resampled; dull, so that there is something to stretch.
        random = numpy.random.default_rng(7)
        shades = numpy.linspace(0, 1, SIDE)[:, None, None] * random.integers(20, 90, size=3) + 60
        pixels = shades + random.normal(0, 6, size=(SIDE, SIDE, 3))
        self.photo = Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))
        (self.folder / "photos").mkdir()
        self.photo.save(self.folder / "photos" / "dull.png")
        Image.new("RGB", (90, 60), (120, 90, 60)).save(self.folder / "target.png")

    def make(self, *options, code=0):
        done = subprocess.run(
            [TESSERA, "make", "--photos", self.folder / "photos", "--target", self.folder / "target.png", "--out",
             self.folder / "out.png", "--grid", "3x2", "--tile", f"{SIDE}x{SIDE}", *options],
            capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def assert_tiles_are(self, expected):
        with Image.open(self.folder / "out.png") as mosaic:
            tile = numpy.asarray(mosaic.convert("RGB").crop((SIDE, 0, 2 * SIDE, SIDE)), dtype=int)
        self.assertLessEqual(numpy.abs(tile - numpy.asarray(expected.convert("RGB"), dtype=int)).max(), 1)

    def test_each_step_does_what_pillow_does(self):
        grey = self.photo.convert("L")
        for options, expected in (
            ([], self.photo),
            (["--greyscale"], grey),
            (["--autocontrast", "0"], ImageOps.autocontrast(self.photo)),
            (["--autocontrast", "5"], ImageOps.autocontrast(self.photo, 5)),
            (["--equalise"], ImageOps.equalize(self.photo)),
            (["--equalise", "--autocontrast", "2", "--greyscale"], ImageOps.equalize(ImageOps.autocontrast(grey, 2))),
        ):
            with self.subTest(options=options):
                self.make(*options)
                self.assert_tiles_are(expected)

    def test_the_cache_keeps_photos_as_they_are(self):
        cache = ["--cache", self.folder / "cache"]
        self.make("--equalise", *cache)
        self.make(*cache)
        self.assert_tiles_are(self.photo)
        self.make("--equalise", *cache)
        self.assert_tiles_are(ImageOps.equalize(self.photo))

    def test_the_file_says_how_photos_were_prepared(self):
        self.make("--greyscale", "--autocontrast", "3")
        with Image.open(self.folder / "out.png") as mosaic:
            self.assertRegex(" ".join(map(str, mosaic.text.values())), "--greyscale --autocontrast 3")

    def test_a_cut_off_out_of_its_range_is_bad_usage(self):
        self.assertIn("--autocontrast", self.make("--autocontrast", "51", code=2).stderr)


if __name__ == "__main__":
    unittest.main()
