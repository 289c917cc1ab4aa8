#!/usr/bin/env python3
"""Pins, bans and limits of single photos on the command line: photo_rules_test.py PATH/TO/tessera"""

import csv
import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy
from PIL import Image
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

TESSERA = sys.argv.pop(1)
METHODS = ("nearest", "greedy", "optimal")


class Make(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.photos = self.folder / "photos"
        self.photos.mkdir()
        random = numpy.random.default_rng(3)
        for index, colour in enumerate(random.integers(256, size=(20, 3))):
            picture = numpy.full((40, 40, 3), colour, numpy.uint8)
            picture[:, :20] //= 2  # so that a mirrored photo is another picture
            Image.fromarray(picture).save(self.photos / f"{index:02}.png")
        slope = numpy.linspace(0, 255, 120 * 90 * 3).reshape(90, 120, 3).astype(numpy.uint8)
        Image.fromarray(slope).save(self.folder / "target.png")
        self.table = self.folder / "table.csv"

    def run_make(self, *more):
        return subprocess.run(
            [TESSERA, "make", "--photos", self.photos, "--target", self.folder / "target.png", "--out",
             self.folder / "out.png", "--grid", "12x9", "--report", self.folder / "report.json", "--assignment",
             self.table, *map(str, more)], capture_output=True, text=True)

    def make(self, *more):
        """What stands in each cell, and the report."""
        done = self.run_make(*more)
        self.assertEqual(done.returncode, 0, done.stderr)
        with self.table.open() as file:
            cells = {(int(row["column"]), int(row["row"])): (pathlib.Path(row["photo"]).name, row["variant"])
                     for row in csv.DictReader(file)}
        return cells, json.loads((self.folder / "report.json").read_text()), done.stdout

    def write(self, name, lines):
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n")
        return path

    def pins(self, *cells):
        return self.write("pins.csv", ["column,row,photo,variant",
                                       *(f"{x},{y},{self.photos / name},{variant}" for x, y, name, variant in cells)])

    def limits(self, **uses):
        return self.write("limits.csv", ["photo,max_uses",
                                         *(f"{self.photos / name[1:]}.png,{most}" for name, most in uses.items())])

    def test_pins_stand_where_they_were_put_with_every_method(self):
        pinned = [(0, 0, "07.png", "plain"), (11, 8, "07.png", "mirror"), (5, 4, "13.png", "turn90")]
        for method in METHODS:
            cells, _, _ = self.make("--match", method, "--pins", self.pins(*pinned))
            for x, y, name, variant in pinned:
                self.assertEqual(cells[x, y], (name, variant))
            # Variants that were only pinned stand nowhere else.
            self.assertEqual(sum(variant != "plain" for _, variant in cells.values()), 2)
        mosaic = numpy.asarray(Image.open(self.folder / "out.png"))
        plain, mirrored = mosaic[:32, :32], mosaic[-32:, -32:]
        numpy.testing.assert_array_equal(plain[:, ::-1], mirrored)

    def test_all_cells_pinned_give_the_bytes_of_the_table(self):
        self.make("--match", "optimal", "--variants", "mirror,parts")
        first = (self.folder / "out.png").read_bytes()
        pins = self.folder / "pins.csv"
        shutil.copy(self.table, pins)
        self.make("--match", "optimal", "--variants", "mirror,parts", "--pins", pins)
        again = Image.open(self.folder / "out.png")
        self.assertEqual(again.tobytes(), Image.open(__import__("io").BytesIO(first)).tobytes())

    def test_a_banned_photo_stands_only_where_it_is_pinned(self):
        for method in METHODS:
            cells, report, _ = self.make("--match", method, "--ban", "0*.png", "--ban", self.photos / "15.png", "--pins",
                                         self.pins((3, 3, "04.png", "plain")))
            names = collections.Counter(name for name, _ in cells.values())
            self.assertEqual([name for name in names if name.startswith("0")], ["04.png"])
            self.assertEqual(names["04.png"], 1)
            self.assertNotIn("15.png", names)
            self.assertEqual(report["not_kept"]["max_uses"], 0)

    def test_a_pinned_duplicate_that_is_left_out_is_shown(self):
        shutil.copy(self.photos / "02.png", self.photos / "copy.png")
        cells, report, _ = self.make("--pins", self.pins((6, 6, "copy.png", "plain")))
        self.assertEqual(report["photos"]["used"], 20)
        self.assertEqual(cells[6, 6], ("copy.png", "plain"))
        self.assertEqual(sum(name == "copy.png" for name, _ in cells.values()), 1)

    def test_limits_of_single_photos_hold_with_every_method(self):
        usual = collections.Counter(name for name, _ in self.make()[0].values()).most_common(1)[0][0]
        limits = self.limits(**{f"_{usual[:-4]}": 2, "_11": 0})
        for method in METHODS:
            cells, report, _ = self.make("--match", method, "--photo-limits", limits)
            names = collections.Counter(name for name, _ in cells.values())
            self.assertEqual(names["11.png"], 0)
            self.assertLessEqual(names[usual], 2)
            self.assertEqual(report["raised_own_limit"], 0)
            self.assertEqual(report["not_kept"]["max_uses"], 0)

    def test_limits_that_cannot_hold_are_raised_and_that_is_said(self):
        limits = self.limits(**{f"_{index:02}": 1 for index in range(20)})
        cells, report, says = self.make("--photo-limits", limits)
        self.assertEqual(report["raised_own_limit"], 6)  # 108 cells for 20 photos
        uses = collections.Counter(name for name, _ in cells.values())
        self.assertEqual(report["not_kept"]["max_uses"], sum(count - 1 for count in uses.values()))
        self.assertIn("were raised to", says)
        self.assertLessEqual(max(uses.values()), 6)

    def test_pins_beyond_a_limit_are_said(self):
        pins = self.pins(*((x, 0, "03.png", "plain") for x in range(5)))
        _, report, says = self.make("--max-uses", 10, "--photo-limits", self.limits(_03=2), "--pins", pins)
        self.assertEqual(report["not_kept"]["max_uses"], 3)
        self.assertIn("3 times more often than their limits allow", says)

    def test_mistakes_name_the_file_and_the_line(self):
        for option, written, message in (
            ("--pins", lambda: self.pins((0, 0, "07.png", "plain"), (12, 0, "07.png", "plain")), "line 3: the cell lies outside"),
            ("--pins", lambda: self.pins((0, 0, "nothing.png", "plain")), "nothing.png is not among the photos"),
            ("--pins", lambda: self.pins((0, 0, "07.png", "upwards")), "line 2: there is no variant 'upwards'"),
            ("--pins", lambda: self.write("pins.csv", ["cell,photo"]), "line 1: the table must begin with"),
            ("--photo-limits", lambda: self.limits(_03="many"), "line 2: max_uses must be a whole number"),
            ("--photo-limits", lambda: self.limits(_99=1), "99.png is not among the photos"),
            ("--photo-limits", lambda: self.folder / "missing.csv", "missing.csv"),
            ("--ban", lambda: "*.tiff", "--ban: there is no photo *.tiff"),
        ):
            done = self.run_make(option, written())
            self.assertEqual(done.returncode, 1)
            self.assertIn(message, done.stderr)
            self.assertFalse((self.folder / "out.png").exists())
        done = self.run_make("--pins", self.pins((0, 0, "07.png", "upwards")))
        self.assertIn("pins.csv", done.stderr)
        self.assertEqual(self.run_make("--ban", "x", "--use-assignment", self.table).returncode, 2)


class Assign(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        random = numpy.random.default_rng(8)
        self.tiles, self.cells = random.random((60, 3)), random.random((80, 3))

    def run_assign(self, *more, **arrays):
        for name, array in {"tiles": self.tiles, "cells": self.cells, **arrays}.items():
            numpy.save(self.folder / f"{name}.npy", array)
        options = [part for name in arrays for part in (f"--{name}", self.folder / f"{name}.npy")]
        return subprocess.run(
            [TESSERA, "assign", self.folder / "tiles.npy", self.folder / "cells.npy", "--out",
             self.folder / "match.npy", *options, *map(str, more)], capture_output=True, text=True)

    def test_is_as_good_as_scipy_within_pins_bans_and_limits(self):
        pins = numpy.full(80, -1)
        pins[[3, 40, 41]] = [7, 7, 9]
        bans = numpy.zeros(60, int)
        bans[[9, 12, 30]] = 1
        limits = numpy.full(60, -1)
        limits[::3] = 4
        limits[5] = 0
        done = self.run_assign("--max-uses", 2, pins=pins, bans=bans, limits=limits)
        self.assertEqual(done.returncode, 0, done.stderr)
        match = numpy.load(self.folder / "match.npy")
        uses = numpy.bincount(match, minlength=60)
        most = numpy.where(limits < 0, 2, limits)
        most[bans == 1] = 0
        most[9] = 1  # pinned
        self.assertTrue((uses <= most).all())
        numpy.testing.assert_array_equal(match[pins >= 0], pins[pins >= 0])
        # Each tile as often as it may be used, without what the pins take.
        left = most - numpy.bincount(pins[pins >= 0], minlength=60)
        copies = numpy.repeat(numpy.arange(60), left)
        free = numpy.flatnonzero(pins < 0)
        costs = cdist(self.cells[free], self.tiles[copies], "sqeuclidean")
        rows, columns = linear_sum_assignment(costs)
        best = costs[rows, columns].sum()
        ours = ((self.tiles[match[free]] - self.cells[free]) ** 2).sum()
        self.assertLess(abs(ours - best), 1e-4 * best)

    def test_wrong_arrays_are_named(self):
        for name, array, message in (
            ("pins", numpy.full(79, -1), "it has 79 numbers, there are 80 cells"),
            ("pins", numpy.full(80, 60), "number 0 is 60: it must be from -1 to 59"),
            ("bans", numpy.zeros(60), "save it as int64"),
            ("limits", numpy.full((60, 1), -1), "not a row of numbers"),
            ("bans", numpy.full(60, 2), "must be from 0 to 1"),
        ):
            done = self.run_assign(**{name: array})
            self.assertEqual(done.returncode, 1)
            self.assertIn(f"{name}.npy: ", done.stderr)
            self.assertIn(message, done.stderr)


if __name__ == "__main__":
    unittest.main()
