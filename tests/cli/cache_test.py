#!/usr/bin/env python3
"""What --cache keeps from one run to the next: cache_test.py PATH/TO/tessera"""

import fcntl
import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

from PIL import Image

TESSERA = sys.argv.pop(1)
HEADER_BYTES = 24


class Cache(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-cache-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.cache = self.folder / "photos.cache"
        self.photos = self.folder / "photos"
        (self.photos / "nested").mkdir(parents=True)
        for i in range(30):
            place = self.photos / "nested" if i % 3 == 0 else self.photos
            picture = Image.effect_noise((50 + i, 40), 30 + i).convert("RGB")
            picture.putpixel((0, 0), (i * 37 % 256, i * 91 % 256, 0))
            picture.save(place / f"{i:04}.png")
        (self.photos / "notes.txt").write_text("not a photo")
        (self.photos / "0005b.png").write_bytes((self.photos / "0005.png").read_bytes()[:60])
        self.target = self.folder / "target.png"
        Image.linear_gradient("L").resize((120, 90)).convert("RGB").save(self.target)

    def make(self, *more, cache=None, expected=0, run_options=None):
        """Runs, and gives the number of files known from the cache, the mosaic's digest and what was said."""
        out, report = self.folder / "mosaic.png", self.folder / "report.json"
        arguments = ["make", "--photos", self.photos, "--target", self.target, "--out", out,
                     "--report", report, *(more or ("--grid", "12x9", "--tile", "10x8"))]
        if cache is not False:
            arguments += ["--cache", cache or self.cache]
        done = subprocess.run([TESSERA, *map(str, arguments)], capture_output=True, text=True,
                              **(run_options or {}))
        self.assertEqual(done.returncode, expected, done.stderr)
        if expected != 0:
            return None, None, done.stderr
        photos = json.loads(report.read_text())["photos"]
        self.assertEqual(photos["used"], len(list(self.photos.rglob("*.png"))) - 1)
        self.assertEqual([(pathlib.Path(s["file"]).name, s["code"]) for s in photos["skipped"]],
                         [("0005b.png", "corrupt"), ("notes.txt", "unsupported")])
        return photos["from_cache"], hashlib.sha256(out.read_bytes()).hexdigest(), done.stderr

    def test_a_second_run_decodes_none_and_gives_the_same_bytes(self):
        _, without, _ = self.make(cache=False)
        self.assertEqual(self.make()[:2], (0, without))
        size = self.cache.stat().st_size
        for threads in (1, 3):
            self.assertEqual(self.make("--grid", "12x9", "--tile", "10x8", "--threads", threads)[:2], (32, without))
        self.assertEqual(self.cache.stat().st_size, size)

    def test_a_known_photo_is_not_even_read(self):
        self.make()
        for photo in self.photos.rglob("*.png"):
            facts = photo.stat()
            photo.write_bytes(bytes(facts.st_size))
            os.utime(photo, ns=(facts.st_atime_ns, facts.st_mtime_ns))
        self.assertEqual(self.make()[0], 32)

    def test_a_changed_photo_is_decoded_again_and_keeps_its_place(self):
        self.make()
        Image.new("RGB", (50, 40), (0, 0, 0)).save(self.photos / "nested" / "0012.png")
        (self.photos / "0001.png").touch()
        Image.new("RGB", (50, 40), (255, 255, 255)).save(self.photos / "0007b.png")
        _, without, _ = self.make(cache=False)
        self.assertEqual(self.make()[:2], (30, without))
        self.assertEqual(self.make()[:2], (33, without))

    def test_photos_and_cache_may_move_together_and_lie_in_one_folder(self):
        inside = self.photos / "cache"
        self.make(cache=inside)
        moved = self.folder / "moved"
        self.photos.rename(moved)
        self.photos = moved
        self.assertEqual(self.make(cache=moved / "cache")[0], 32)

    def test_a_cache_that_was_cut_off_loses_only_its_end(self):
        _, digest, _ = self.make()
        whole = self.cache.read_bytes()
        found = set()
        for length in range(len(whole) - 1, HEADER_BYTES, -len(whole) // 12):
            self.cache.write_bytes(whole[:length])
            known, again, said = self.make()
            self.assertEqual(again, digest)
            self.assertLess(known, 32)
            self.assertGreaterEqual(known, length * 32 // len(whole) - 3)
            self.assertIn("damaged", said)
            self.assertEqual(self.make()[0], 32)
            found.add(known)
        self.assertGreater(len(found), 5)

    def test_a_damaged_record_costs_it_and_what_stands_behind_it(self):
        _, digest, _ = self.make()
        damaged = bytearray(self.cache.read_bytes())
        damaged[len(damaged) // 2] ^= 4
        self.cache.write_bytes(damaged)
        known, again, _ = self.make()
        self.assertEqual(again, digest)
        self.assertTrue(10 < known < 22, known)

    def test_another_tile_size_begins_anew_and_says_so(self):
        self.make()
        known, _, said = self.make("--tile", "12x12")
        self.assertEqual(known, 0)
        self.assertIn("begun anew", said)
        self.assertEqual(self.make("--tile", "12x12")[0], 32)

    def test_a_file_that_is_no_cache_is_refused_and_left_alone(self):
        for content in (b"my diary", b"x", bytes(5000), self.target.read_bytes()):
            self.cache.write_bytes(content)
            said = self.make(expected=1)[2]
            self.assertIn("photos.cache", said)
            self.assertIn("not a cache", said)
            self.assertEqual(self.cache.read_bytes(), content)
        self.assertIn("not a cache", self.make(cache=self.photos, expected=1)[2])
        self.assertIn("nowhere", self.make(cache=self.folder / "nowhere" / "c", expected=1)[2])

    def test_an_empty_file_becomes_a_cache(self):
        self.cache.touch()
        self.assertEqual(self.make()[0], 0)
        self.assertEqual(self.make()[0], 32)

    def test_a_cache_in_use_by_another_run_is_done_without(self):
        _, digest, _ = self.make()
        before = self.cache.read_bytes()
        with self.cache.open("rb") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            known, again, said = self.make()
        self.assertEqual((known, again), (0, digest))
        self.assertIn("in use", said)
        self.assertEqual(self.cache.read_bytes(), before)

    def test_a_full_disk_ends_the_cache_and_not_the_run(self):
        # A limit on the size of files that the mosaic stays below and the cache does not.
        options = ["--grid", "2x2", "--tile", "64x64"]
        limit = dict(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000)),
                     restore_signals=False)  # Python ignores SIGXFSZ, and so shall the program
        _, digest, _ = self.make(*options, cache=False)
        known, again, said = self.make(*options, run_options=limit)
        self.assertEqual((known, again), (0, digest))
        self.assertIn("going on without it", said)
        self.assertTrue(5 < self.make(*options)[0] < 25)

    def test_records_that_no_longer_count_are_dropped(self):
        self.make()
        whole = self.cache.read_bytes()
        copies = 2_000_000 // len(whole)
        self.cache.write_bytes(whole + whole[HEADER_BYTES:] * copies)
        self.assertEqual(self.make()[0], 32)
        self.assertGreater(self.cache.stat().st_size, 1_000_000)
        Image.new("RGB", (50, 40), (9, 9, 9)).save(self.photos / "9999.png")
        _, digest, _ = self.make(cache=False)
        self.assertEqual(self.make()[:2], (32, digest))
        self.assertLess(self.cache.stat().st_size, len(whole) * 2)
        self.assertEqual(self.make()[:2], (33, digest))
        self.assertEqual(list(self.folder.glob("*.part")), [])


if __name__ == "__main__":
    unittest.main()
