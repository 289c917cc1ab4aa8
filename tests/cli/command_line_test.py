#!/usr/bin/env python3
"""The command line as a person or a script uses it: command_line_test.py PATH/TO/tessera"""

import csv
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from PIL import Image, ImageChops, ImageStat

TESSERA = sys.argv.pop(1)
PHOTOS = pathlib.Path("../shared/photos")


def run(*arguments, **options):
    return subprocess.run([TESSERA, *map(str, arguments)], capture_output=True, text=True, **options)


def mean_difference(a, b):
    return sum(ImageStat.Stat(ImageChops.difference(a, b)).mean) / 3


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.out = self.folder / "mosaic.png"
        self.report = self.folder / "report.json"

    def make_photos(self, count, size=40):
        photos = self.folder / "photos"
        (photos / "nested").mkdir(parents=True, exist_ok=True)
        for i in range(count):
            colour = (i * 37 % 256, i * 91 % 256, i * 53 % 256)
            place = photos / "nested" if i % 3 == 0 else photos
            Image.new("RGB", (size, size), colour).save(place / f"{i:04}.png")
        return photos

    def make_target(self, size=(120, 90)):
        target = self.folder / "target.png"
        Image.linear_gradient("L").resize(size).convert("RGB").save(target)
        return target

    def make(self, *more, photos=None, target=None):
        return run("make", "--photos", photos or self.make_photos(30), "--target",
                   target or self.make_target(), "--out", self.out, "--report", self.report, *more)

    def test_makes_a_mosaic_of_the_asked_size_and_says_what_it_did(self):
        photos = self.make_photos(30)
        (photos / "notes.txt").write_text("not a photo")
        (photos / ".hidden.png").write_bytes(b"hidden")
        done = self.make("--grid", "12x9", "--tile", "10x10", photos=photos)
        self.assertEqual(done.returncode, 0, done.stderr)
        with Image.open(self.out) as mosaic:
            mosaic.load()
            self.assertEqual((mosaic.format, mosaic.mode, mosaic.size), ("PNG", "RGB", (120, 90)))
        report = json.loads(self.report.read_text())
        self.assertEqual(report["photos"]["found"], 31)
        self.assertEqual(report["photos"]["used"], 30)
        self.assertEqual([pathlib.Path(s["file"]).name for s in report["photos"]["skipped"]], ["notes.txt"])
        self.assertEqual((report["grid"]["columns"], report["grid"]["rows"]), (12, 9))
        self.assertEqual((report["output"]["width"], report["output"]["height"]), (120, 90))
        self.assertEqual(report["output"]["bytes"], self.out.stat().st_size)
        self.assertEqual(set(report["seconds"]), {"thumbnails", "match", "encode", "total"})
        self.assertIn("notes.txt", done.stderr)

    def test_keeps_the_targets_shape_with_a_partial_last_row(self):
        done = self.make("--cells-across", "7", "--tile", "16x12", target=self.make_target((100, 61)))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(Image.open(self.out).size, (112, 68))

    def test_smart_crop_shows_the_subject_and_centre_crop_the_middle(self):
        photos = self.folder / "photos"
        photos.mkdir()
        photo = Image.new("RGB", (300, 100), (90, 90, 90))
        photo.paste((220, 40, 30), (215, 15, 285, 85))
        photo.save(photos / "photo.png")
        for crop, red in (("centre", False), ("smart", True)):
            done = self.make("--grid", "2x2", "--tile", "10x10", "--crop", crop, photos=photos)
            self.assertEqual(done.returncode, 0, done.stderr)
            pixel = Image.open(self.out).convert("RGB").getpixel((5, 5))
            self.assertEqual(pixel[0] > 150, red, (crop, pixel))
            self.assertEqual(json.loads(self.report.read_text())["crop"], crop)

    def test_greedy_uses_each_photo_once(self):
        done = self.make("--grid", "6x5", "--match", "greedy")
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(self.report.read_text())
        self.assertEqual((report["distinct_photos"], report["largest_use"]), (30, 1))

    def test_greedy_says_where_photos_do_not_suffice(self):
        done = self.make("--grid", "10x7", "--match", "greedy")
        report = json.loads(self.report.read_text())
        self.assertEqual(report["use_limit"], 3)
        self.assertLessEqual(report["largest_use"], 3)
        self.assertIn("more cells than photos", done.stdout)

    def test_optimal_costs_no_more_than_greedy_and_says_that_nothing_is_better(self):
        photos, target = self.make_photos(40), self.make_target()
        costs = {}
        for method in ("greedy", "optimal"):
            done = self.make("--grid", "6x5", "--match", method, photos=photos, target=target)
            self.assertEqual(done.returncode, 0, done.stderr)
            report = json.loads(self.report.read_text())
            self.assertEqual((report["match"], report["distinct_photos"]), (method, 30))
            costs[method] = report["total_cost"]
        self.assertLessEqual(costs["optimal"], costs["greedy"])
        self.assertEqual((report["optimal"], report["gap"]), (True, 0))
        self.assertIn("optimal: no other assignment", done.stdout)

    def test_limits_and_distance_hold_with_every_method(self):
        photos, target = self.make_photos(40), self.make_target()
        for method in ("nearest", "greedy", "optimal"):
            done = self.make("--grid", "12x9", "--match", method, "--max-uses", 5, "--min-uses", 2,
                             "--min-distance", 3, "--tile", "2x2", photos=photos, target=target)
            self.assertEqual(done.returncode, 0, done.stderr)
            report = json.loads(self.report.read_text())
            self.assertEqual(set(report["not_kept"].values()), {0})
            self.assertLessEqual(report["largest_use"], 5)
            self.assertGreaterEqual(report["least_use"], 2)
            self.assertGreaterEqual(report["least_distance"], 3)
            # The photos are plain: the mosaic's own colours show where equal ones stand.
            mosaic = Image.open(self.out)
            cells = [[mosaic.getpixel((2 * x, 2 * y)) for x in range(12)] for y in range(9)]
            for y in range(7):
                for x in range(10):
                    square = {cells[y + i][x + j] for i in range(3) for j in range(3)}
                    self.assertEqual(len(square), 9)

    def test_a_planted_variant_is_found_and_painted(self):
        photos = self.folder / "photos"
        photos.mkdir()
        noise = [Image.effect_noise((8, 8), 90).resize((40, 40), Image.Resampling.NEAREST).convert("RGB")
                 for _ in range(6)]
        for i, photo in enumerate(noise):
            photo.save(photos / f"{i}, \"{i}\".png")
        turned = [noise[0], noise[3].transpose(Image.Transpose.FLIP_LEFT_RIGHT),
                  noise[5].transpose(Image.Transpose.ROTATE_90), noise[1].transpose(Image.Transpose.ROTATE_180),
                  noise[2].transpose(Image.Transpose.TRANSPOSE), noise[4]]
        target = Image.new("RGB", (120, 80))
        for i, tile in enumerate(turned):
            target.paste(tile, (i % 3 * 40, i // 3 * 40))
        target.save(self.folder / "target.png")
        table = self.folder / "table.csv"
        for method in ("nearest", "greedy", "optimal"):
            done = self.make("--grid", "3x2", "--tile", "40x40", "--descriptor", "grid8", "--grey", "--match", method,
                             "--variants", "mirror,turns", "--assignment", table, photos=photos,
                             target=self.folder / "target.png")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertLess(mean_difference(Image.open(self.out).convert("RGB"), target), 0.5)
            with open(table, newline="") as file:
                rows = list(csv.DictReader(file))
            self.assertEqual([(int(row["column"]), int(row["row"])) for row in rows],
                             [(i % 3, i // 3) for i in range(6)])
            self.assertEqual([pathlib.Path(row["photo"]).name[0] for row in rows], list("035124"))
            self.assertEqual([row["variant"] for row in rows],
                             ["plain", "mirror", "turn270", "turn180", "mirror-turn90", "plain"])

    def test_the_same_table_gives_the_same_bytes(self):
        photos, target, table = self.make_photos(30), self.make_target(), self.folder / "table.csv"
        more = ("--grid", "12x9", "--match", "optimal", "--variants", "mirror", "--descriptor", "grid2")
        done = self.make(*more, "--assignment", table, photos=photos, target=target)
        self.assertEqual(done.returncode, 0, done.stderr)
        first, report = self.out.read_bytes(), json.loads(self.report.read_text())
        lines = table.read_text().splitlines()
        table.write_text("\n".join([lines[0], *reversed(lines[1:])]))
        done = self.make(*more, "--use-assignment", table, photos=photos, target=target)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.out.read_bytes(), first)
        again = json.loads(self.report.read_text())
        for fact in ("distinct_photos", "largest_use", "least_distance"):
            self.assertEqual(again[fact], report[fact])
        self.assertAlmostEqual(again["total_cost"], report["total_cost"], places=9)
        for wrong, message in (
            (lines[1:], "line 1"),
            (lines[:-1], "1 cells of the grid are missing"),
            (lines + [lines[3]], f"line {len(lines) + 1}: the cell was named before"),
            (lines + ["40,0,x,plain"], "outside the grid"),
            (lines[:-1] + ["11,8,nothing.png,plain"], "nothing.png is not among the photos"),
            (lines[:-1] + [lines[-1].rsplit(",", 1)[0] + ",upwards"], "no variant 'upwards'"),
            (lines[:-1] + ["11,8"], "column,row,photo,variant"),
        ):
            table.write_text("\n".join(wrong))
            done = self.make(*more, "--use-assignment", table, photos=photos, target=target)
            self.assertEqual(done.returncode, 1)
            self.assertIn(message, done.stderr)
            self.assertIn("table.csv", done.stderr)

    def test_structure_tells_photos_apart_that_have_one_mean(self):
        photos = self.folder / "photos"
        photos.mkdir()
        slope = Image.linear_gradient("L").resize((40, 40)).convert("RGB")
        slope.save(photos / "down.png")
        slope.transpose(Image.Transpose.ROTATE_180).save(photos / "up.png")
        slope.save(self.folder / "target.png")
        table = self.folder / "table.csv"
        done = self.make("--grid", "1x1", "--descriptor", "grid4", "--assignment", table, photos=photos,
                         target=self.folder / "target.png")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("down.png", table.read_text())
        self.assertEqual(json.loads(self.report.read_text())["descriptor"]["boxes_across"], 4)

    def test_a_distance_that_cannot_be_kept_is_said(self):
        done = self.make("--grid", "12x9", "--min-distance", 6)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("could not all be kept 6 cells apart", done.stdout)
        report = json.loads(self.report.read_text())
        self.assertGreater(report["not_kept"]["min_distance"], 0)
        self.assertLess(report["least_distance"], 6)

    def test_the_same_bytes_on_any_number_of_threads(self):
        photos, target = self.make_photos(40), self.make_target()
        digests = set()
        for threads in (1, 2, 7):
            done = self.make("--threads", threads, "--match", "greedy", photos=photos, target=target)
            self.assertEqual(done.returncode, 0, done.stderr)
            digests.add(hashlib.sha256(self.out.read_bytes()).hexdigest())
        self.assertEqual(len(digests), 1)

    def make_duplicates(self):
        """Six different photos, and a.jpg, its smaller copy b.jpg, its bytes c.jpg, its mirror image d.jpg."""
        photos = self.make_photos(6)
        blobs = Image.frombytes("RGB", (12, 8), random.Random(5).randbytes(12 * 8 * 3))
        picture = blobs.resize((300, 200), Image.Resampling.BICUBIC)
        picture.save(photos / "a.jpg", quality=92)
        picture.resize((150, 100)).save(photos / "b.jpg", quality=70)
        shutil.copy(photos / "a.jpg", photos / "c.jpg")
        picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(photos / "d.jpg", quality=92)
        return photos

    def duplicates_in_report(self):
        found = json.loads(self.report.read_text())["photos"]
        return found["used"], found["similar_groups"], [
            (pathlib.Path(pair["file"]).name, pathlib.Path(pair["same_as"]).name, pair["reason"])
            for pair in found["duplicates"]]

    def test_uses_each_photo_once_and_names_its_duplicates(self):
        photos = self.make_duplicates()
        pairs = [("b.jpg", "a.jpg", "same picture"), ("c.jpg", "a.jpg", "same bytes")]
        options = ["--grid", "12x9", "--tile", "32x32", "--match", "greedy"]
        for crop in ("centre", "smart"):
            done = self.make(*options, "--crop", crop, photos=photos)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(self.duplicates_in_report(), (8, 1, pairs))
            self.assertEqual(json.loads(self.report.read_text())["distinct_photos"], 8)
            self.assertIn("2 duplicates were left out", done.stdout)

        done = self.make(*options, "--keep-duplicates", photos=photos)
        self.assertEqual(self.duplicates_in_report(), (10, 1, pairs))
        self.assertEqual(json.loads(self.report.read_text())["distinct_photos"], 10)
        self.assertNotIn("duplicate", done.stdout)

    def test_knows_duplicates_from_the_cache_too(self):
        photos = self.make_duplicates()
        options = ["--grid", "12x9", "--tile", "32x32", "--cache", photos / "photos.cache"]
        self.make(*options, photos=photos)
        fresh = self.duplicates_in_report()
        self.make(*options, photos=photos)
        self.assertEqual(json.loads(self.report.read_text())["photos"]["from_cache"], 10)
        self.assertEqual(self.duplicates_in_report(), fresh)
        self.assertEqual(len(fresh[2]), 2)

    def test_bad_usage_exits_with_2(self):
        photos, target = self.make_photos(2), self.make_target()
        for arguments in (
            [],
            ["paint"],
            ["make"],
            ["make", "--photos", photos, "--target", target],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--grid", "10"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--grid", "0x5"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--tile", "axb"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--match", "best"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--max-uses", "0"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--gap", "101"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--descriptor", "grid9"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--structure", "2"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--variants", "upside"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--threads", "0"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--grid", "4x4",
             "--cells-across", "4"],
            ["make", "--photos", photos, "--target", target, "--out", self.out, "--colour"],
        ):
            done = run(*arguments)
            self.assertEqual(done.returncode, 2, (arguments, done.stderr))
            self.assertTrue(done.stderr)
            self.assertFalse(self.out.exists())

    def test_failures_exit_with_1_and_name_the_file(self):
        photos, target = self.make_photos(2), self.make_target()
        broken = self.folder / "broken.png"
        broken.write_bytes(target.read_bytes()[:40])
        empty = self.folder / "empty"
        empty.mkdir()
        for expected, arguments in (
            ("nowhere", ["--photos", self.folder / "nowhere", "--target", target, "--out", self.out]),
            ("missing.png", ["--photos", photos, "--target", "missing.png", "--out", self.out]),
            ("broken.png", ["--photos", photos, "--target", broken, "--out", self.out]),
            ("no photo", ["--photos", empty, "--target", target, "--out", self.out]),
            ("nofolder", ["--photos", photos, "--target", target, "--out", self.folder / "nofolder/m.png"]),
            ("fewer cells", ["--photos", photos, "--target", target, "--out", self.out, "--grid",
                             "100000x100000"]),
        ):
            done = run("make", *arguments)
            self.assertEqual(done.returncode, 1, (arguments, done.stderr))
            self.assertIn(expected, done.stderr)
            self.assertFalse(self.out.exists())

    def test_help_exits_with_0(self):
        for arguments in (["--help"], ["make", "--help"], ["assign", "--help"]):
            done = run(*arguments)
            self.assertEqual(done.returncode, 0)
            self.assertIn(arguments[0] if arguments[0] != "--help" else "make", done.stdout)

    def test_an_interrupted_run_leaves_no_file(self):
        photos = self.make_photos(400, size=700)
        process = subprocess.Popen(
            [TESSERA, "make", "--photos", photos, "--target", self.make_target(), "--out", self.out,
             "--threads", "1", "--grid", "300x300", "--tile", "64x64"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(), 1)
        self.assertEqual(list(self.folder.glob("mosaic*")), [])

    def test_memory_does_not_grow_with_the_bytes_of_the_files(self):
        def peak(photos):
            process = subprocess.Popen(
                [TESSERA, "make", "--photos", photos, "--target", self.make_target(), "--out", self.out,
                 "--cells-across", "20", "--tile", "8x8", "--threads", "2"],
                stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(process.returncode, 0)
            return usage.ru_maxrss * 1024

        # Files of two megabytes that differ in a comment behind the picture.
        photos = self.make_photos(20, size=64)
        pictures = sorted(photos.rglob("*.png"))
        for i, picture in enumerate(pictures):
            picture.write_bytes(picture.read_bytes() + i.to_bytes(2, "big") * 1_000_000)
        few = peak(photos)
        for i in range(480):
            os.link(pictures[i % 20], photos / f"again{i:04}.png")
        many = peak(photos)
        # 480 more files are 960 MB; their thumbnails of 8 px are 92 kB.
        self.assertLess(many - few, 16_000_000)

    def test_real_photos_give_a_picture_like_the_target(self):
        if not PHOTOS.is_dir():
            self.assertNotEqual(os.environ.get("CI"), "true", "the photos are missing")
            self.skipTest("the photos are missing")
        target = PHOTOS / "camera" / "p05.jpg"
        done = run("make", "--photos", PHOTOS / "library", "--photos", PHOTOS / "awkward", "--target", target,
                   "--out", self.out, "--report", self.report, "--cells-across", "60", "--tile", "16x16")
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(self.report.read_text())
        self.assertEqual(report["photos"]["used"], 334)
        skipped = {pathlib.Path(s["file"]).name: s["code"] for s in report["photos"]["skipped"]}
        self.assertEqual(skipped, {"IMG_5195.HEIC": "unsupported", "corrupted.jpg": "corrupt",
                                   "samplefilehub.heif": "unsupported"})
        columns, rows = report["grid"]["columns"], report["grid"]["rows"]
        mosaic = Image.open(self.out)
        self.assertEqual(mosaic.size, (report["output"]["width"], report["output"]["height"]))
        # Shuffling the tiles keeps all the colours: only the matching can make the difference.
        cells = [(c, r) for r in range(rows - 1) for c in range(columns)]
        shuffled = mosaic.copy()
        for i, (c, r) in enumerate(cells):
            from_c, from_r = cells[i * 7919 % len(cells)]
            tile = mosaic.crop((from_c * 16, from_r * 16, from_c * 16 + 16, from_r * 16 + 16))
            shuffled.paste(tile, (c * 16, r * 16))
        wanted = Image.open(target).convert("RGB").resize((columns, rows), Image.Resampling.BOX)
        small = mosaic.resize((columns, rows), Image.Resampling.BOX)
        shuffled = shuffled.resize((columns, rows), Image.Resampling.BOX)
        self.assertLess(mean_difference(small, wanted), 0.6 * mean_difference(shuffled, wanted))


if __name__ == "__main__":
    unittest.main()
