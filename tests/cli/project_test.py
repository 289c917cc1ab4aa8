#!/usr/bin/env python3
"""Project files on the command line: project_test.py PATH/TO/tessera"""

import base64
import csv
import ctypes
import json
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

import numpy
from PIL import Image

TESSERA = sys.argv.pop(1)
COLUMNS, ROWS = 4, 3
UNADJUSTED = {"quarterTurns": 0, "crop": {"x": 0, "y": 0, "width": 1, "height": 1}, "brightness": 0, "contrast": 0,
              "saturation": 0}

# The library that apt itself links to: another build of the hash than the program's.
xxh3 = ctypes.CDLL("libxxhash.so.0").XXH3_64bits
xxh3.restype = ctypes.c_uint64
xxh3.argtypes = ctypes.c_char_p, ctypes.c_size_t


def content_hash(path):
    data = path.read_bytes()
    return f"{xxh3(data, len(data)):016x}"



class Project(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.photos = self.folder / "photos"
        self.photos.mkdir()
        random = numpy.random.default_rng(4)
        self.files = []
        for index in range(6):
            path = self.photos / f"{index}.png"
            Image.fromarray(random.integers(256, size=(40, 60, 3), dtype=numpy.uint8)).save(path)
            self.files.append(path)
        Image.fromarray(random.integers(256, size=(60, 80, 3), dtype=numpy.uint8)).save(self.folder / "target.png")
        # No matching would put photos there.
        self.photo_of_cell = [int(photo) for photo in random.integers(6, size=COLUMNS * ROWS)]
        self.variant_of_cell = [int(variant) for variant in random.integers(2, size=COLUMNS * ROWS)]

    def project(self, **change):
        return {
            "format": "tessera project",
            "version": 1,
            "settings": {"cellsAcross": str(COLUMNS), "tileSize": "16"},
            "photos": [{"path": path.name, "bytes": path.stat().st_size,
                        "content": content_hash(path), "position": 0.5}
                       for path in self.files],
            "mosaic": {
                "columns": COLUMNS,
                "rows": ROWS,
                "photoOfCell": base64.b64encode(struct.pack(f"<{COLUMNS * ROWS}I", *self.photo_of_cell)).decode(),
                "variantOfCell": base64.b64encode(bytes(self.variant_of_cell)).decode(),
                "variantNames": ["plain", "mirror"],
            },
        } | change

    def write(self, text):
        path = self.folder / "mosaic.tessera"
        path.write_text(text)
        return path

    def run_make(self, text, out="out.png"):
        return subprocess.run(
            [TESSERA, "make", "--photos", self.photos, "--target", self.folder / "target.png", "--out",
             self.folder / out, "--project", self.write(text), "--assignment", self.folder / "table.csv"],
            capture_output=True, text=True)

    def make(self, project, out="out.png"):
        done = self.run_make(json.dumps(project), out)
        self.assertEqual(done.returncode, 0, done.stderr)
        with (self.folder / "table.csv").open() as file:
            return [(pathlib.Path(row["photo"]).name, row["variant"]) for row in csv.DictReader(file)]

    def refused(self, text):
        done = self.run_make(text)
        self.assertEqual(done.returncode, 1)
        self.assertFalse((self.folder / "out.png").exists())
        return done.stderr

    def test_its_mosaic_is_made_again(self):
        shown = self.make(self.project())
        self.assertEqual(shown, [(f"{photo}.png", ("plain", "mirror")[variant])
                                 for photo, variant in zip(self.photo_of_cell, self.variant_of_cell)])
        with Image.open(self.folder / "out.png") as mosaic:
            self.assertEqual(mosaic.size, (16 * COLUMNS, 16 * ROWS))

    def test_its_masks_say_which_cells_there_are(self):
        def bits(values):
            packed = numpy.packbits(numpy.array(values, bool), bitorder="little")
            return {"width": 2, "height": 1, "bits": base64.b64encode(packed.tobytes()).decode()}

        # The left half has smaller cells, and of these and the others the right column shows the target.
        Image.fromarray(numpy.array([[255, 0]], numpy.uint8)).save(self.folder / "left.png")
        common = [TESSERA, "make", "--photos", self.photos, "--target", self.folder / "target.png", "--variants",
                  "mirror"]
        table = self.folder / "made.csv"
        subprocess.run([*common, "--cells-across", str(COLUMNS), "--tile", "16x16", "--finer", self.folder / "left.png",
                        "--only", self.folder / "left.png", "--out", self.folder / "made.png", "--assignment", table,
                        "--crop", "centre", "--save-project", self.folder / "made.tessera"], check=True,
                       capture_output=True)
        across, down = 2 * COLUMNS, 2 * ROWS
        photos, variants = [0xffffffff] * (across * down), [0] * (across * down)
        with table.open() as file:
            for row in csv.DictReader(file):
                cell = int(row["row"]) * across + int(row["column"])
                photos[cell] = int(pathlib.Path(row["photo"]).stem)
                variants[cell] = ["plain", "mirror"].index(row["variant"])
        mosaic = self.project()["mosaic"] | {
            "columns": across, "rows": down,
            "photoOfCell": base64.b64encode(struct.pack(f"<{across * down}I", *photos)).decode(),
            "variantOfCell": base64.b64encode(bytes(variants)).decode()}
        masks = {"finer": bits([1, 0]), "only": bits([1, 0]), "outside": "target"}
        self.make(self.project(mosaic=mosaic, masks=masks))
        self.assertEqual((self.folder / "table.csv").read_text(), table.read_text())
        with Image.open(self.folder / "out.png") as again, Image.open(self.folder / "made.png") as made:
            numpy.testing.assert_array_equal(again, made)
        # Bricks put the smaller cells aside: then these are all cells that there are.
        everywhere = self.project(mosaic=mosaic, masks=masks, settings={"tileSize": "16", "brick": True})
        self.make(everywhere, "aside.png")
        with Image.open(self.folder / "aside.png") as aside:
            # Half a tile narrower than straight rows, and of the target's shape.
            self.assertEqual(aside.size, (16 * across - 8, 12 * across - 6))
        self.assertIn("masks.only", self.refused_after(
            self.project(mosaic=mosaic, masks=masks | {"only": {"width": 9, "height": 9, "bits": ""}})))

    def refused_after(self, project):
        (self.folder / "out.png").unlink(missing_ok=True)
        return self.refused(json.dumps(project))

    def test_photos_are_found_though_renamed(self):
        project = self.project()
        self.make(project)
        for index, path in enumerate(self.files):
            path.rename(self.photos / f"was {5 - index}.png")
        self.make(project, "again.png")
        self.assertEqual((self.folder / "again.png").read_bytes(), (self.folder / "out.png").read_bytes())

    def test_crops_lie_where_they_were(self):
        project = self.project()
        for photo in project["photos"]:
            photo["position"] = 0
        self.make(project)
        # The left part of each photo, as if it had been cut off there.
        for path, photo in zip(self.files, project["photos"]):
            with Image.open(path) as whole:
                whole.crop((0, 0, 40, 40)).save(path)
        self.make(self.project(), "cut.png")
        with Image.open(self.folder / "out.png") as moved, Image.open(self.folder / "cut.png") as cut:
            numpy.testing.assert_array_equal(moved, cut)

    def test_tiles_have_their_shape_and_the_grid_follows_the_adjusted_target(self):
        adjustment = UNADJUSTED | {"quarterTurns": 1, "crop": {"x": 0, "y": 0.5, "width": 1, "height": 0.25}}
        settings = {"tileSize": "32", "cellShape": "16:9"}
        # The target is 80 x 60 pixels: turned and cropped 60 x 20.
        mosaic = self.project()["mosaic"] | {"columns": 4, "rows": 3}
        self.make(self.project(settings=settings, adjustment=adjustment, mosaic=mosaic))
        with Image.open(self.folder / "out.png") as picture:
            self.assertEqual(picture.size, (128, 43))

    def test_the_target_that_is_laid_over_is_as_it_was_adjusted(self):
        def darkest(brightness):
            settings = {"tileSize": "16", "overlay": 100}
            self.make(self.project(settings=settings, adjustment=UNADJUSTED | {"brightness": brightness}))
            with Image.open(self.folder / "out.png") as picture:
                return numpy.asarray(picture).min()

        # Black becomes middle grey; between pixels colours swing a little beyond theirs.
        self.assertLess(darkest(0), 20)
        self.assertGreater(darkest(100), 100)

    def test_photos_that_are_missing_are_named(self):
        text = json.dumps(self.project())
        lost = self.files[self.photo_of_cell[0]]
        lost.unlink()
        self.assertRegex(self.refused(text), f'1 of its photos are not in the folders .* "{lost.name}"')

    def test_mistakes_say_where(self):
        whole = json.dumps(self.project())
        mosaic = self.project()["mosaic"]
        for text, message in (
            (whole[:len(whole) // 2], "no Tessera project, or was cut off"),
            ('{"a": 1}', "no Tessera project"),
            (json.dumps(self.project(version=2)), "later version"),
            (json.dumps(self.project(version="new")), '"version"'),
            (json.dumps(self.project(settings={})), "settings.tileSize"),
            (json.dumps(self.project(settings={"tileSize": "16", "tone": "neon"})), "settings.tone"),
            (json.dumps(self.project(settings={"tileSize": "16", "gap": 51})), "settings.gap"),
            (json.dumps(self.project(settings={"tileSize": "16", "cellShape": "own", "shapeDown": "90"})),
             "settings.shapeDown"),
            (json.dumps(self.project(adjustment={"quarterTurns": 4})), "adjustment.quarterTurns"),
            (json.dumps(self.project(adjustment=UNADJUSTED | {"crop": {"x": 0, "y": 0, "width": 2, "height": 1}})),
             "adjustment.crop.width"),
            (json.dumps(self.project(target={"name": "t.png", "content": "0", "file": "*"})), "\"target\""),
            (json.dumps(self.project(masks={"finer": {}, "only": None, "outside": "empty"})),
             "masks.finer"),
            (json.dumps(self.project(masks={"finer": None, "only": None})), "masks.outside"),
            (json.dumps(self.project(photos=[{"path": "a"}])), "photos\\[0\\]"),
            (json.dumps(self.project(photos=[])), "mosaic.photoOfCell"),
            (json.dumps(self.project(mosaic=None)), "no mosaic is in it"),
            (json.dumps(self.project(mosaic=mosaic | {"rows": 4})), "mosaic.photoOfCell"),
            (json.dumps(self.project(mosaic=mosaic | {"photoOfCell": "*" * 64})), "mosaic.photoOfCell"),
            (json.dumps(self.project(mosaic=mosaic | {"variantNames": ["plain"]})), "mosaic.variantOfCell"),
            (json.dumps(self.project(mosaic=mosaic | {"variantNames": ["plain", "odd"]})), "mosaic.variantNames"),
        ):
            self.assertRegex(self.refused(text), message)
            self.assertIn("mosaic.tessera", self.refused(text))


if __name__ == "__main__":
    unittest.main()
