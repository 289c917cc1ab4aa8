#!/usr/bin/env python3
"""Projects that the command line writes, and makes again: save_project_test.py PATH/TO/tessera"""

import base64
import hashlib
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

STYLE = ["--overlap", "0.4", "--colour-pull", "0.3", "--overlay", "0.15", "--tone", "sepia", "--gap-width", "0.06",
         "--background", "#123456"]


class SaveProject(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.photos = self.folder / "photos"
        self.photos.mkdir()
        random = numpy.random.default_rng(8)
        for index in range(8):
            # Wide and upright ones, with something to one side that matters.
            pixels = numpy.full((100, 150, 3), random.integers(60, 200, size=3), dtype=numpy.uint8)
            pixels[:, 10 * index:10 * index + 30] = random.integers(256, size=(100, 30, 3))
            picture = Image.fromarray(pixels)
            (picture if index % 2 else picture.rotate(90, expand=True)).save(self.photos / f"{index}.png")
        self.target = self.folder / "target.png"
        Image.fromarray(random.integers(256, size=(6, 8, 3), dtype=numpy.uint8)).resize((160, 120)).save(self.target)
        self.project = self.folder / "mosaic.tessera"

    def run_make(self, *options, photos=None, code=0):
        done = subprocess.run([TESSERA, "make", "--photos", photos or self.photos, *map(str, options)],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def save(self, *options, code=0):
        return self.run_make("--target", self.target, "--out", self.folder / "first.png", "--save-project",
                             self.project, *options, code=code)

    def saved(self):
        return json.loads(self.project.read_text())

    def make_again(self, *options):
        """With photos under other names, in another order."""
        renamed = self.folder / "renamed"
        renamed.mkdir(exist_ok=True)
        for path in self.photos.iterdir():
            shutil.copy(path, renamed / (hashlib.md5(path.name.encode()).hexdigest() + path.suffix))
        self.run_make("--project", self.project, "--out", self.folder / "again.png", *options, photos=renamed)
        return (self.folder / "again.png").read_bytes()

    def test_the_same_bytes_are_made_again(self):
        (self.folder / "pins.csv").write_text(f"column,row,photo,variant\n1,1,{self.photos}/3.png,mirror-part4\n")
        (self.folder / "limits.csv").write_text(f"photo,max_uses\n{self.photos}/5.png,1\n")
        mask = self.folder / "mask.png"
        Image.linear_gradient("L").rotate(90).save(mask)
        plain = ["--cells-across", "8"]
        for options in (
            [*plain],
            [*plain, "--tile", "80x80", "--crop", "smart"],
            [*plain, *STYLE],
            [*plain, *STYLE, "--brick", "--tile", "64x64"],
            [*plain, "--tile", "24x16", "--crop", "smart", "--brick"],
            [*plain, "--tile", "10x17", "--crop", "smart"],
            [*plain, "--greyscale", "--autocontrast", "2", "--equalise", "--tile", "96x96"],
            [*plain, "--variants", "mirror,turns,parts", "--match", "greedy", "--max-uses", "9", "--descriptor", "grid3"],
            [*plain, "--pins", self.folder / "pins.csv", "--ban", "*/2.png", "--photo-limits",
             self.folder / "limits.csv", "--min-distance", "2", "--descriptor", "patch"],
            ["--grid", "6x6", "--tile", "20x20"],
            [*plain, "--only", mask, "--finer", mask, "--gap-width", "0.05"],
            [*plain, "--only", mask, "--outside", "empty", "--brick"],
            ["--grid", "6x6", "--tile", "80x80", "--finer", mask, "--autocontrast", "1", "--overlay", "0.2"],
        ):
            with self.subTest(options=options):
                self.save(*options, "--with-target")
                self.assertEqual(self.make_again(), (self.folder / "first.png").read_bytes())

    def test_pictures_are_those_that_are_made_without_a_project_where_tiles_are_no_smaller_than_thumbnails(self):
        options = ["--cells-across", "8", "--tile", "64x64", "--equalise", *STYLE]
        self.save(*options)
        self.run_make("--target", self.target, "--out", self.folder / "without.png", *options)
        self.assertEqual((self.folder / "without.png").read_bytes(), (self.folder / "first.png").read_bytes())

    def test_it_says_everything_in_the_pages_words(self):
        self.save("--cells-across", "8", "--tile", "60x40", "--crop", "smart", *STYLE, "--autocontrast", "3", "--match",
                  "greedy", "--max-uses", "12", "--min-distance", "2", "--descriptor", "grid3", "--variants", "turns")
        project = self.saved()
        self.assertEqual(next(iter(project)), "format")
        self.assertEqual(project["settings"], {
            "cellsAcross": "8", "tileSize": "60", "cellShape": "3:2", "tone": "sepia", "colourPull": 30, "overlay": 15,
            "softEdges": 40, "gap": 6, "background": "#123456", "brick": False, "greyscale": False,
            "autocontrast": True, "cutOff": 3, "equalise": False, "matching": "nearest", "maxUses": "12",
            "minDistance": "2", "keepDuplicates": False, "likeness": "layout", "grey": False, "mirror": False,
            "turns": True, "parts": False, "transparentEmpty": False})
        self.assertEqual(sorted(photo["path"] for photo in project["photos"]), [f"{i}.png" for i in range(8)])
        self.assertEqual(project["target"]["name"], "target.png")
        self.assertIsNone(project["target"]["file"])
        self.assertEqual((project["mosaic"]["columns"], project["mosaic"]["rows"]), (8, 9))

    def test_the_target_is_kept_where_that_is_asked_for(self):
        self.save("--cells-across", "8", "--with-target")
        self.assertEqual(base64.b64decode(self.saved()["target"]["file"]), self.target.read_bytes())
        self.save("--cells-across", "8")
        done = self.run_make("--project", self.project, "--out", self.folder / "again.png", code=1)
        self.assertRegex(done.stderr, "mosaic.tessera: it was saved without its target: say where that is by --target")
        self.assertEqual(self.make_again("--target", self.target), (self.folder / "first.png").read_bytes())

    def test_pins_bans_and_limits_are_those_of_single_photos(self):
        (self.folder / "pins.csv").write_text(f"column,row,photo,variant\n2,1,{self.photos}/3.png,turn180\n")
        (self.folder / "limits.csv").write_text(f"photo,max_uses\n{self.photos}/5.png,1\n{self.photos}/6.png,0\n")
        self.save("--cells-across", "8", "--pins", self.folder / "pins.csv", "--ban", "*/2.png", "--photo-limits",
                  self.folder / "limits.csv")
        project = self.saved()
        number = {photo["path"]: place for place, photo in enumerate(project["photos"])}
        self.assertEqual(project["pins"], [{"cell": 10, "photo": number["3.png"], "variant": "turn180",
                                            "columns": 8, "rows": 6}])
        self.assertEqual(project["banned"], sorted([number["2.png"], number["6.png"]]))
        self.assertEqual(project["photoLimits"], [{"photo": number["5.png"], "maxUses": 1}])

    def test_masks_are_a_bit_a_pixel(self):
        mask = self.folder / "mask.png"
        pixels = numpy.zeros((5, 3), dtype=numpy.uint8)
        pixels[1:3, :2] = 200
        Image.fromarray(pixels).save(mask)
        self.save("--cells-across", "8", "--only", mask, "--outside", "empty")
        masks = self.saved()["masks"]
        self.assertIsNone(masks["finer"])
        self.assertEqual((masks["only"]["width"], masks["only"]["height"], masks["outside"]), (3, 5, "empty"))
        bits = numpy.unpackbits(numpy.frombuffer(base64.b64decode(masks["only"]["bits"]), dtype=numpy.uint8),
                                bitorder="little")[:15]
        numpy.testing.assert_array_equal(bits.reshape(5, 3), pixels >= 128)

    def test_what_the_page_cannot_make_is_refused_with_a_way_out(self):
        for options, message in (
            (["--colour-pull", "0.333"], "take whole ones, like 0.25, for --colour-pull"),
            (["--tile", "2x2"], "take a --tile 4 to 512 pixels wide"),
            (["--tile", "30x20"], "take --crop smart"),
            (["--grid", "7x3", "--tile", "31x31"], "take --cells-across instead of --grid"),
            # All of the target is seen, but the page's last row would be partial.
            (["--grid", "241x181", "--tile", "4x4"], "take --cells-across instead of --grid"),
        ):
            with self.subTest(options=options):
                self.assertRegex(self.save(*options, code=1).stderr, message)
                self.assertFalse(self.project.exists())
                self.assertFalse((self.folder / "first.png").exists())

    def test_what_it_cannot_say_of_the_matching_is_named(self):
        done = self.save("--cells-across", "8", "--match", "greedy", "--swaps", "1", "--descriptor", "grid5")
        self.assertRegex(done.stdout, "has no words for --swaps --descriptor")

    def test_what_a_project_says_cannot_be_said_beside_it(self):
        self.save("--cells-across", "8", "--with-target")
        for options in (["--tone", "grey"], ["--equalise"], ["--tile", "8x8"], ["--save-project", "other.tessera"]):
            done = self.run_make("--project", self.project, "--out", self.folder / "again.png", *options, code=2)
            self.assertIn("--project", done.stderr)


if __name__ == "__main__":
    unittest.main()
