#!/usr/bin/env python3
"""`tessera assign` beside SciPy, and what it says to wrong files: assign_test.py PATH/TO/tessera"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

TESSERA = sys.argv.pop(1)


def clustered(random, count, dimension):
    centres = numpy.random.default_rng(1).random((5, dimension))
    return (centres[random.integers(5, size=count)] + 0.03 * random.normal(size=(count, dimension)))


class Assign(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.out = self.folder / "match.npy"
        self.report = self.folder / "report.json"

    def run_on(self, tiles, cells, *arguments):
        numpy.save(self.folder / "tiles.npy", tiles)
        numpy.save(self.folder / "cells.npy", cells)
        return self.run_files("tiles.npy", "cells.npy", *arguments)

    def run_files(self, tiles, cells, *arguments):
        return subprocess.run(
            [TESSERA, "assign", self.folder / tiles, self.folder / cells, "--out", self.out, "--report",
             self.report, *map(str, arguments)], capture_output=True, text=True)

    def match(self, tiles, cells, *arguments):
        done = self.run_on(tiles, cells, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        match = numpy.load(self.out)
        self.assertEqual((match.dtype, match.shape), (numpy.dtype("int64"), (len(cells),)))
        report = json.loads(self.report.read_text())
        if match.min(initial=0) >= 0:
            costs = ((numpy.float32(tiles)[match].astype(float) - numpy.float32(cells)) ** 2).sum(1)
            self.assertAlmostEqual(report["total_cost"], costs.sum(), delta=1e-5 * (1e-9 + costs.sum()))
        uses = numpy.bincount(match, minlength=len(tiles))
        self.assertEqual(report["largest_use"], uses.max())
        self.assertEqual(report["distinct_photos"], (uses > 0).sum())
        return match, report

    def test_is_as_good_as_scipy_in_every_shape(self):
        random = numpy.random.default_rng(5)
        for tiles, cells, dimension in ((1, 1, 1), (40, 40, 3), (300, 200, 3), (1000, 1000, 3), (700, 500, 27),
                                        (2000, 2000, 3)):
            for kind in (lambda n, d: random.random((n, d)), lambda n, d: clustered(random, n, d)):
                a, b = kind(tiles, dimension), random.random((cells, dimension))
                costs = cdist(b, a, "sqeuclidean")
                rows, columns = linear_sum_assignment(costs)
                best = costs[rows, columns].sum()
                match, report = self.match(a, b)
                self.assertEqual(len(set(match)), cells)
                self.assertTrue(report["optimal"])
                self.assertEqual(report["gap"], 0)
                self.assertLess(abs(costs[rows, match].sum() - best), 1e-4 * best + 1e-12)

    def test_is_as_good_as_scipy_with_limits(self):
        random = numpy.random.default_rng(6)
        tiles, cells = clustered(random, 60, 3), random.random((200, 3))
        costs = cdist(cells, tiles, "sqeuclidean")
        rows, columns = linear_sum_assignment(numpy.repeat(costs, 5, axis=1))
        match, report = self.match(tiles, cells, "--max-uses", 5)
        self.assertLess(abs(costs[rows, match].sum() - costs[rows, columns // 5].sum()), 1e-4)
        # At least twice: the other places cost a constant more, by far.
        places = numpy.concatenate((numpy.repeat(costs, 2, axis=1), numpy.repeat(costs + 1e3, 3, axis=1)), 1)
        rows, columns = linear_sum_assignment(places)
        best = places[rows, columns].sum() - 1e3 * (200 - 120)
        match, report = self.match(tiles, cells, "--max-uses", 5, "--min-uses", 2)
        self.assertEqual((report["least_use"], report["optimal"]), (2, True))
        self.assertLess(abs(costs[numpy.arange(200), match].sum() - best), 1e-4)

    def test_nearest_is_the_nearest_and_greedy_uses_each_once(self):
        random = numpy.random.default_rng(7)
        tiles = random.random((500, 4), dtype=numpy.float32)
        cells = random.random((400, 4), dtype=numpy.float32)
        match, report = self.match(tiles, cells, "--match", "nearest")
        numpy.testing.assert_array_equal(match, cdist(cells, tiles).argmin(1))
        match, _ = self.match(tiles, cells, "--match", "greedy", "--swaps", 0)
        self.assertEqual(len(set(match)), 400)
        _, swapped = self.match(tiles, cells, "--match", "greedy", "--swaps", 50)
        self.assertGreater(swapped["exchanges"], 0)
        self.assertLess(swapped["total_cost"],
                        ((tiles[match].astype(float) - cells) ** 2).sum())

    def test_keeps_a_distance_or_says_that_it_could_not(self):
        random = numpy.random.default_rng(8)
        tiles, cells = random.random((50, 3)), clustered(random, 20 * 15, 3)
        for method in ("nearest", "greedy", "optimal"):
            more = () if method == "nearest" else ("--max-uses", 100)
            match, report = self.match(tiles, cells, "--match", method, "--min-distance", 3, "--columns", 20, *more)
            grid = match.reshape(15, 20)
            for y in range(13):
                for x in range(18):
                    self.assertEqual(len(set(grid[y:y + 3, x:x + 3].flat)), 9)
            self.assertEqual(report["not_kept"], {"max_uses": 0, "min_uses": 0, "min_distance": 0})
            self.assertGreaterEqual(report["least_distance"], 3)
        done = self.run_on(tiles[:4], cells, "--min-distance", 5, "--columns", 20, "--match", "nearest")
        self.assertEqual(done.returncode, 0)
        self.assertIn("could not all be kept 5 cells apart", done.stdout)
        self.assertGreater(json.loads(self.report.read_text())["not_kept"]["min_distance"], 0)

    def test_says_which_limits_could_not_hold(self):
        random = numpy.random.default_rng(9)
        done = self.run_on(random.random((10, 3)), random.random((45, 3)), "--max-uses", 2)
        self.assertIn("too few photos for at most 2 uses", done.stdout)
        report = json.loads(self.report.read_text())
        self.assertEqual((report["use_limit"], report["largest_use"]), (5, 5))
        self.assertGreater(report["not_kept"]["max_uses"], 0)
        done = self.run_on(random.random((10, 3)), random.random((45, 3)), "--min-uses", 5, "--max-uses", 9)
        self.assertIn("too few cells to use each photo 5 times", done.stdout)
        report = json.loads(self.report.read_text())
        self.assertEqual((report["least_uses"], report["least_use"]), (4, 4))

    def test_stops_at_a_gap_or_in_time_with_a_proof_that_holds(self):
        random = numpy.random.default_rng(10)
        tiles, cells = clustered(random, 1500, 3), random.random((1500, 3))
        costs = cdist(cells, tiles, "sqeuclidean")
        rows, columns = linear_sum_assignment(costs)
        best = costs[rows, columns].sum()
        for stop in (("--gap", 5), ("--gap", 0.5), ("--time-limit", 0.001), ("--time-limit", 60)):
            match, report = self.match(tiles, cells, *stop)
            self.assertEqual(len(set(match)), 1500)
            self.assertLessEqual(report["lower_bound"], best * 1.0001)
            self.assertLessEqual(costs[rows, match].sum() * (1 - report["gap"]), best * 1.0001)
            if stop[0] == "--gap":
                self.assertLessEqual(report["gap"], stop[1] / 100)
        self.assertTrue(report["optimal"])

    def test_gives_the_same_on_any_number_of_threads(self):
        random = numpy.random.default_rng(11)
        tiles, cells = clustered(random, 800, 3), random.random((800, 3))
        first, _ = self.match(tiles, cells, "--threads", 1)
        second, _ = self.match(tiles, cells, "--threads", 3)
        numpy.testing.assert_array_equal(first, second)

    def test_takes_both_float_types_and_no_cells(self):
        random = numpy.random.default_rng(12)
        tiles, cells = random.random((20, 2)), random.random((9, 2))
        single, _ = self.match(numpy.float32(tiles), numpy.float32(cells))
        double, _ = self.match(tiles, cells)
        numpy.testing.assert_array_equal(single, double)
        done = self.run_on(tiles, numpy.empty((0, 2)))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(numpy.load(self.out).shape, (0,))

    def test_says_what_is_wrong_with_a_file(self):
        good = numpy.zeros((3, 2))
        numpy.save(self.folder / "good.npy", good)
        whole = (self.folder / "good.npy").read_bytes()
        wrong = {
            "float32 or float64": numpy.zeros((3, 2), int),
            "Fortran": numpy.asfortranarray(numpy.arange(6.0).reshape(3, 2)),
            "(points, dimensions)": numpy.zeros(3),
            "of 3 dimensions": numpy.zeros((3, 3)),
            "not finite": numpy.full((3, 2), numpy.nan),
            "no points": numpy.zeros((0, 2)),
        }
        for message, array in wrong.items():
            numpy.save(self.folder / "wrong.npy", array)
            done = self.run_files("wrong.npy", "good.npy")
            self.assertEqual(done.returncode, 1)
            self.assertIn(message, done.stderr)
            self.assertIn("wrong.npy", done.stderr)
            self.assertFalse(self.out.exists())
        for size in (0, 5, 9, 40, len(whole) - 1):
            (self.folder / "wrong.npy").write_bytes(whole[:size])
            done = self.run_files("good.npy", "wrong.npy")
            self.assertEqual(done.returncode, 1)
            self.assertIn("not a whole NumPy file", done.stderr)
        done = self.run_files("missing.npy", "good.npy")
        self.assertEqual(done.returncode, 1)
        self.assertIn("missing.npy", done.stderr)

    def test_bad_usage_exits_with_2(self):
        tiles = numpy.zeros((3, 2))
        for arguments in (("--match", "best"), ("--max-uses", 0), ("--min-distance", 2), ("--gap", -1),
                          ("--time-limit", 0)):
            self.assertEqual(self.run_on(tiles, tiles, *arguments).returncode, 2, arguments)


if __name__ == "__main__":
    unittest.main()
