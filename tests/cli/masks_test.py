#!/usr/bin/env python3
"""Masks on the command line: smaller cells, cells only in places: masks_test.py PATH/TO/tessera"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy
from PIL import Image

TESSERA = sys.argv.pop(1)
TILE = 16


class Masks(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.photos = self.folder / "photos"
        self.photos.mkdir()
        random = numpy.random.default_rng(3)
        for index, colour in enumerate(random.integers(256, size=(20, 3))):
            picture = numpy.full((40, 40, 3), colour, numpy.uint8)
            picture[:, :20] //= 2
            Image.fromarray(picture).save(self.photos / f"{index:02}.png")
        slope = numpy.linspace(0, 255, 120 * 90 * 3).reshape(90, 120, 3).astype(numpy.uint8)
        Image.fromarray(slope).save(self.folder / "target.png")

    def mask(self, name, values):
        """A picture of a pixel for each value."""
        path = self.folder / name
        Image.fromarray(numpy.array(values, numpy.uint8)).save(path)
        return path

    def run_make(self, *more, out="out.png", tile=f"{TILE}x{TILE}"):
        return subprocess.run(
            [TESSERA, "make", "--photos", self.photos, "--target", self.folder / "target.png", "--out",
             self.folder / out, "--tile", tile, *map(str, more)], capture_output=True, text=True)

    def make(self, *more, out="out.png"):
        done = self.run_make(*more, "--report", self.folder / "report.json", out=out)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.report = json.loads((self.folder / "report.json").read_text())
        return numpy.asarray(Image.open(self.folder / out))

    def refused(self, *more, **options):
        done = self.run_make(*more, **options)
        self.assertNotEqual(done.returncode, 0)
        return done.stderr

    def test_a_mask_of_nothing_leaves_the_mosaic_as_it_is(self):
        black = self.mask("black.png", [[0]])
        for style in ([], ["--gap-width", "0.1"], ["--colour-pull", "0.5", "--overlay", "0.2"]):
            plain = self.make("--cells-across", 12, "--min-distance", 2, *style)
            cost = self.report["total_cost"]
            masked = self.make("--cells-across", 12, "--min-distance", 2, *style, "--finer", black)
            numpy.testing.assert_array_equal(masked, plain)
            self.assertEqual(self.report["total_cost"], cost)
            self.assertEqual(self.report["grid"]["cells"], 12 * 9)

    def test_where_a_mask_is_light_cells_are_split(self):
        half = self.mask("half.png", [[0, 255]])
        mixed = self.make("--grid", "12x8", "--finer", half, "--assignment", self.folder / "table.csv")
        plain = self.make("--grid", "12x8")
        self.assertEqual(mixed.shape, plain.shape)
        middle = 6 * TILE
        numpy.testing.assert_array_equal(mixed[:, :middle], plain[:, :middle])
        self.assertFalse(numpy.array_equal(mixed[:, middle:], plain[:, middle:]))
        with (self.folder / "table.csv").open() as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 6 * 8 + 12 * 16)
        for row in rows:
            if int(row["column"]) < 12:
                self.assertEqual((int(row["column"]) % 2, int(row["row"]) % 2), (0, 0))

    def test_its_table_gives_the_same_bytes_at_any_number_of_threads(self):
        half = self.mask("half.png", [[0, 255]])
        masks = ["--grid", "12x8", "--finer", half, "--only", self.mask("only.png", [[255], [0]]), "--variants",
                 "mirror"]
        self.make(*masks, "--assignment", self.folder / "table.csv", "--threads", 1)
        made = (self.folder / "out.png").read_bytes()
        self.make(*masks, "--use-assignment", self.folder / "table.csv", "--threads", 3)
        self.assertEqual((self.folder / "out.png").read_bytes(), made)
        lines = (self.folder / "table.csv").read_text().splitlines()
        table = self.folder / "short.csv"
        table.write_text("\n".join(lines[:-1]) + "\n")
        self.assertIn("1 cells of the grid are missing", self.refused(*masks, "--use-assignment", table))
        table.write_text("\n".join([*lines, lines[1].replace("0,0,", "1,1,", 1)]) + "\n")
        self.assertIn("a part of a larger one: name that by its column 0 and row 0",
                      self.refused(*masks, "--use-assignment", table))

    def test_a_pin_on_any_part_of_a_larger_cell_fills_it(self):
        pins = self.folder / "pins.csv"
        pins.write_text(f"column,row,photo,variant\n3,5,{self.photos / '07.png'},plain\n")
        mosaic = self.make("--grid", "12x8", "--finer", self.mask("black.png", [[0]]), "--pins", pins)
        photo = numpy.asarray(Image.open(self.photos / "07.png").resize((TILE, TILE)))
        cell = mosaic[2 * TILE:3 * TILE, TILE:2 * TILE]
        self.assertLess(numpy.abs(cell[:, 10:].astype(int) - photo[:, 10:].astype(int)).max(), 3)

    def test_outside_of_a_mask_the_target_is_seen_or_nothing(self):
        only = self.mask("only.png", [[255, 0]])
        plain = self.make("--grid", "12x9", "--crop", "smart")
        target = self.make("--grid", "12x9", "--overlay", 1)
        middle = 6 * TILE
        masked = self.make("--grid", "12x9", "--crop", "smart", "--only", only)
        numpy.testing.assert_array_equal(masked[:, :middle], plain[:, :middle])
        numpy.testing.assert_array_equal(masked[:, middle:], target[:, middle:])
        empty = self.make("--grid", "12x9", "--crop", "smart", "--only", only, "--outside", "empty")
        self.assertEqual(empty.shape[2], 4)
        self.assertTrue((empty[:, :middle, 3] == 255).all())
        self.assertTrue((empty[:, middle:, 3] == 0).all())
        jpeg = self.make("--grid", "12x9", "--only", only, "--outside", "empty", out="out.jpg")
        self.assertGreater(jpeg[:, middle + 8:].min(), 250)

    def test_an_automatic_mask_marks_what_stands_out(self):
        picture = numpy.full((90, 120, 3), 128, numpy.uint8)
        picture[30:60, 40:80] = (230, 120, 20)
        Image.fromarray(picture).save(self.folder / "target.png")
        self.make("--cells-across", 12, "--finer", "auto", "--assignment", self.folder / "table.csv")
        with (self.folder / "table.csv").open() as file:
            smaller = {(int(row["column"]) // 2, int(row["row"]) // 2) for row in csv.DictReader(file)
                       if int(row["column"]) % 2}
        self.assertIn((5, 4), smaller)
        for corner in ((0, 0), (11, 0), (0, 8), (11, 8)):
            self.assertNotIn(corner, smaller)

    def test_what_does_not_go_together_is_refused_with_its_reason(self):
        mask = self.mask("mask.png", [[255]])
        self.assertIn("--brick", self.refused("--finer", mask, "--brick"))
        self.assertIn("--overlap", self.refused("--finer", mask, "--overlap", 0.5))
        self.assertIn("--only", self.refused("--outside", "empty"))
        self.assertIn("15 × 16 pixels cannot be halved", self.refused("--finer", mask, tile="15x16"))
        self.assertIn("no cell is left by --only", self.refused("--only", self.mask("black.png", [[0]])))
        self.assertIn("none.png", self.refused("--only", self.folder / "none.png"))
        broken = self.folder / "broken.png"
        broken.write_text("no picture")
        self.assertIn("broken.png", self.refused("--finer", broken))


if __name__ == "__main__":
    unittest.main()
