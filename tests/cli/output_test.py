#!/usr/bin/env python3
"""What a mosaic is written to, read by other programs: output_test.py PATH/TO/tessera"""

import hashlib
import io
import json
import math
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

from PIL import Image, ImageChops, ImageFilter, ImageStat

Image.MAX_IMAGE_PIXELS = None
TESSERA = sys.argv.pop(1)


def run(*arguments, text=True):
    return subprocess.run([TESSERA, *map(str, arguments)], capture_output=True, text=text)


def signal_to_noise(a, b):
    difference = ImageStat.Stat(ImageChops.difference(a.convert("RGB"), b.convert("RGB")))
    mean_square = sum(difference.sum2) / 3 / (a.width * a.height)
    return 99 if mean_square == 0 else 10 * math.log10(255 * 255 / mean_square)


class Output(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.photos_folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        for mode in ("RGB", "L"):
            photos = cls.photos_folder / mode
            photos.mkdir()
            for i in range(30):
                cls.make_photo(i).convert(mode).save(photos / f"{i:02}.png")
        cls.target = cls.photos_folder / "target.png"
        cls.make_photo(99).resize((300, 200)).save(cls.target)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.photos_folder)

    @staticmethod
    def make_photo(seed):
        """Soft shapes with a little noise, as in a photograph."""
        source = random.Random(seed)
        small = Image.frombytes("RGB", (9, 9), source.randbytes(9 * 9 * 3))
        noise = Image.frombytes("RGB", (128, 128), source.randbytes(128 * 128 * 3)).filter(
            ImageFilter.GaussianBlur(1))
        return Image.blend(small.resize((128, 128), Image.Resampling.BICUBIC), noise, 0.1)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-test-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def make(self, out, *more, photos="RGB", code=0):
        report = self.folder / "report.json"
        done = run("make", "--photos", self.photos_folder / photos, "--target", self.target, "--out",
                   out, "--report", report, *more)
        self.assertEqual(done.returncode, code, done.stderr)
        if code == 0:
            self.report = json.loads(report.read_text())
        report.unlink(missing_ok=True)
        return done

    def left_behind(self):
        return sorted(path.name for path in self.folder.iterdir())

    # PNG

    def test_pngs_are_read_alike_by_other_programs(self):
        for arguments in (["--grid", "40x3", "--tile", "64x48"], ["--cells-across", "37", "--tile", "50x33"],
                          ["--grid", "1x1", "--tile", "128x128"], ["--grid", "1x300", "--tile", "1x1"],
                          ["--grid", "300x1", "--tile", "1x1"], ["--grid", "400x400", "--tile", "4x4"],
                          ["--grid", "3x1", "--tile", "4096x9"], ["--cells-across", "9", "--tile", "128x16"]):
            for photos, mode in (("RGB", "RGB"), ("L", "L")):
                with self.subTest(arguments=arguments, photos=photos):
                    out = self.folder / "m.png"
                    self.make(out, *arguments, photos=photos)
                    with Image.open(out) as mosaic:
                        self.assertEqual(mosaic.mode, mode)
                        expected = mosaic.convert("RGB").tobytes()
                        size = mosaic.size
                    check = subprocess.run(["pngcheck", "-q", out], capture_output=True, text=True)
                    self.assertEqual((check.returncode, check.stdout), (0, ""))
                    for command in (["vips", "copy", out, self.folder / "copy.ppm"],
                                    ["convert", out, "-depth", "8", self.folder / "copy.ppm"]):
                        subprocess.run(command, check=True, capture_output=True)
                        with Image.open(self.folder / "copy.ppm") as copy:
                            self.assertEqual(copy.size, size)
                            self.assertTrue(copy.convert("RGB").tobytes() == expected, command)

    def test_a_png_says_its_resolution_title_and_settings(self):
        out = self.folder / "m.png"
        self.make(out, "--grid", "6x4", "--dpi", "300", "--title", "Zürich – 5 €")
        mosaic = Image.open(out)
        mosaic.load()
        self.assertEqual([round(dots) for dots in mosaic.info["dpi"]], [300, 300])
        self.assertEqual(mosaic.info["srgb"], 0)
        self.assertEqual(mosaic.text["Title"], "Zürich – 5 €")
        self.assertEqual(mosaic.text["Software"], "Tessera")
        self.assertEqual(mosaic.text["Comment"], "--grid 6x4 --tile 32x32 --crop centre --match nearest")

    def test_a_small_png_has_the_same_pixels_in_fewer_bytes(self):
        # Tiles of six pixels go the way of plain rows.
        plain, small = self.folder / "plain.png", self.folder / "small.png"
        self.make(plain, "--grid", "200x150", "--tile", "6x6")
        self.make(small, "--grid", "200x150", "--tile", "6x6", "--small")
        self.assertLess(small.stat().st_size, plain.stat().st_size)
        self.assertTrue(Image.open(small).tobytes() == Image.open(plain).tobytes())

    # JPEG

    def test_a_png_is_transparent_where_the_target_is(self):
        target = Image.open(self.target).convert("RGBA")
        target.putalpha(Image.linear_gradient("L").resize(target.size))
        transparent = self.folder / "target.png"
        target.save(transparent)
        flat = Image.new("RGBA", target.size, "white")
        flat.alpha_composite(target)
        self.target = self.folder / "flat.png"
        flat.convert("RGB").save(self.target)
        size = ("--grid", "15x10", "--tile", "20x20")
        self.make(self.folder / "opaque.png", *size)
        self.target = transparent
        self.make(self.folder / "mosaic.png", *size, "--transparent")
        mosaic = Image.open(self.folder / "mosaic.png")
        self.assertEqual((mosaic.mode, mosaic.size), ("RGBA", (300, 200)))
        # The gradient goes from nothing at the top to all at the bottom.
        self.assertEqual(mosaic.getchannel("A").crop((0, 0, 300, 100)).getextrema(), (0, 0))
        self.assertEqual(mosaic.getchannel("A").crop((0, 100, 300, 200)).getextrema(), (255, 255))
        lower = (0, 100, 300, 200)
        opaque = Image.open(self.folder / "opaque.png").crop(lower)
        self.assertIsNone(ImageChops.difference(mosaic.convert("RGB").crop(lower), opaque).getbbox())
        self.assertIn("only a PNG", self.make(self.folder / "a.jpg", "--transparent", code=2).stderr)

    def test_jpegs_are_as_large_and_as_good_as_pillows(self):
        for tile in ("32x32", "30x21", "128x128", "48x24"):
            truth_file, out = self.folder / "m.png", self.folder / "m.jpg"
            self.make(truth_file, "--cells-across", "12", "--tile", tile)
            truth = Image.open(truth_file)
            for quality in (10, 50, 75, 90, 98, 100):
                for chroma, subsampling in (("420", 2), ("444", 0)):
                    with self.subTest(tile=tile, quality=quality, chroma=chroma):
                        self.make(out, "--cells-across", "12", "--tile", tile, "--quality", quality,
                                  "--chroma", chroma)
                        peer = io.BytesIO()
                        truth.save(peer, "JPEG", quality=quality, subsampling=subsampling)
                        ours = Image.open(out)
                        self.assertEqual((ours.size, ours.mode), (truth.size, "RGB"))
                        self.assertLess(out.stat().st_size, 1.05 * len(peer.getvalue()))
                        self.assertGreater(signal_to_noise(ours, truth),
                                           signal_to_noise(Image.open(peer), truth) - 0.1)

    def test_jpegs_are_read_alike_by_other_programs(self):
        out = self.folder / "m.JPEG"
        self.make(out, "--cells-across", "7", "--tile", "33x17", "--dpi", "240", "--title", "Grüße")
        mosaic = Image.open(out)
        self.assertEqual(mosaic.info["dpi"], (240, 240))
        exif = mosaic.getexif()
        self.assertEqual((exif[0x011A], exif[0x0128]), (240, 2))  # resolution, in inches
        self.assertEqual(exif.get_ifd(0x8769)[0xA001], 1)  # sRGB
        self.assertEqual(mosaic.info["comment"].decode(), "Grüße")
        for command in (["vips", "copy", out, self.folder / "copy.ppm"],
                        ["convert", out, self.folder / "copy.ppm"]):
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            self.assertEqual(done.stderr, "")
            self.assertGreater(signal_to_noise(Image.open(self.folder / "copy.ppm"), mosaic), 50)

    def test_a_jpeg_that_is_too_large_is_refused_before_photos_are_read(self):
        done = run("make", "--photos", "nowhere", "--target", self.target, "--out", self.folder / "m.jpg",
                   "--grid", "2048x4", "--tile", "32x32")
        self.assertEqual(done.returncode, 1)
        self.assertIn("65535", done.stderr)
        self.assertIn("save it as PNG", done.stderr)
        self.assertEqual(self.left_behind(), [])

    # Standard output

    def test_standard_output_gets_the_picture_and_nothing_else(self):
        for name, format_name in (("png", "PNG"), ("jpeg", "JPEG")):
            file = self.folder / f"m.{name}"
            self.make(file, "--grid", "9x9")
            done = run("make", "--photos", self.photos_folder / "RGB", "--target", self.target, "--out", "-",
                       "--format", name, "--grid", "9x9", text=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(done.stdout == file.read_bytes())
            self.assertEqual(Image.open(io.BytesIO(done.stdout)).format, format_name)
            self.assertIn(b"81 cells", done.stderr)

    def test_names_that_do_not_say_what_to_write_are_bad_usage(self):
        for out in ("-", self.folder / "mosaic", self.folder / "mosaic.webp"):
            done = self.make(out, code=2)
            self.assertIn("--format", done.stderr)
        self.make(self.folder / "mosaic.webp", "--format", "jpeg")
        self.assertEqual(Image.open(self.folder / "mosaic.webp").format, "JPEG")
        for more in (["--quality", "0"], ["--quality", "101"], ["--chroma", "422"], ["--dpi", "0"],
                     ["--format", "gif"]):
            self.make(self.folder / "m.png", *more, code=2)

    # Deep Zoom

    def read_pyramid(self, read, name, extension, size):
        """Checks the description and every tile; gives the levels put together."""
        description = read(f"{name}.dzi").decode()
        self.assertIn(f'Format="{extension}"', description)
        self.assertIn('xmlns="http://schemas.microsoft.com/deepzoom/2008"', description)
        self.assertIn('TileSize="256"', description)
        self.assertIn('Overlap="1"', description)
        self.assertEqual(re.search(r'Width="(\d+)" Height="(\d+)"', description).groups(),
                         (str(size[0]), str(size[1])))
        largest = math.ceil(math.log2(max(size)))
        levels = []
        for level in range(largest + 1):
            width, height = (math.ceil(side / 2 ** (largest - level)) for side in size)
            whole = Image.new("RGB", (width, height))
            for column in range(math.ceil(width / 256)):
                for row in range(math.ceil(height / 256)):
                    tile = Image.open(io.BytesIO(read(f"{name}_files/{level}/{column}_{row}.{extension}")))
                    left, top = max(0, column * 256 - 1), max(0, row * 256 - 1)
                    right, bottom = min(width, column * 256 + 257), min(height, row * 256 + 257)
                    self.assertEqual(tile.size, (right - left, bottom - top))
                    if extension == "png":
                        # What tiles share is the same in both.
                        shared = ImageChops.difference(tile.convert("RGB").crop((0, 0, left == 0 and 1 or 2, 9)),
                                                       whole.crop((left, top, left + (left == 0 and 1 or 2), top + 9)))
                        if column > 0 and row == 0:
                            self.assertIsNone(shared.getbbox())
                    whole.paste(tile, (left, top))
            levels.append(whole)
        return levels

    def check_levels(self, levels, truth):
        for level in reversed(levels[:-1]):
            # The photos' details and the tiles' edges differ, what they show together does not.
            small = tuple(max(1, side // 8) for side in level.size)
            self.assertGreater(signal_to_noise(level.resize(small, Image.Resampling.BOX),
                                               truth.resize(small, Image.Resampling.BOX)), 20, level.size)

    def test_a_pyramid_shows_the_mosaic_on_every_level(self):
        for arguments in (["--cells-across", "25", "--tile", "50x37"], ["--grid", "16x12", "--tile", "64x64"],
                          ["--grid", "300x5", "--tile", "3x7"], ["--grid", "1x1", "--tile", "1x1"]):
            with self.subTest(arguments=arguments):
                self.make(self.folder / "m.png", *arguments)
                truth = Image.open(self.folder / "m.png").convert("RGB")
                self.make(self.folder / "m.dzi", *arguments, "--format", "png")
                levels = self.read_pyramid(lambda path: (self.folder / path).read_bytes(), "m", "png",
                                           truth.size)
                self.assertTrue(levels[-1].tobytes() == truth.tobytes())
                self.check_levels(levels, truth)
                files = [path for path in self.folder.rglob("*") if path.is_file() and path.name != "m.png"]
                self.assertEqual(self.report["output"]["bytes"], sum(path.stat().st_size for path in files))
                shutil.rmtree(self.folder / "m_files")

    def test_a_pyramid_takes_the_place_of_an_older_one(self):
        self.make(self.folder / "m.dzi", "--grid", "30x20", "--format", "png")
        self.make(self.folder / "m.dzi", "--grid", "5x4", "--format", "jpeg")
        names = [path.name for path in (self.folder / "m_files").rglob("*.*")]
        self.assertTrue(all(name.endswith(".jpg") for name in names), names)
        self.assertEqual(self.left_behind(), ["m.dzi", "m_files"])

    def test_an_archive_holds_the_pyramid(self):
        self.make(self.folder / "m.dzi", "--grid", "40x30")
        self.make(self.folder / "m.zip", "--grid", "40x30")
        with zipfile.ZipFile(self.folder / "m.zip") as archive:
            self.assertIsNone(archive.testzip())
            names = archive.namelist()
            for name in names:
                self.assertTrue(archive.read(name) == (self.folder / name).read_bytes(), name)
            levels = self.read_pyramid(archive.read, "m", "jpg", (40 * 32, 30 * 32))
        files = [path for path in self.folder.rglob("*.*") if path.is_file() and path.suffix != ".zip"]
        self.assertEqual(len(names), len(files))
        self.make(self.folder / "m.png", "--grid", "40x30")
        self.check_levels(levels, Image.open(self.folder / "m.png").convert("RGB"))

    # Styles

    STYLES = (["--overlap", "0.5"], ["--colour-pull", "0.6", "--overlay", "0.25"], ["--tone", "sepia"],
              ["--gap-width", "0.08", "--background", "#203040"], ["--brick"],
              ["--overlap", "0.4", "--colour-pull", "0.5", "--tone", "grey", "--gap-width", "0.05", "--brick"])

    def test_a_style_is_the_same_in_every_format_and_on_any_number_of_threads(self):
        for style in self.STYLES:
            with self.subTest(style=style):
                first, second = self.folder / "1.png", self.folder / "2.png"
                self.make(first, "--cells-across", "31", "--tile", "24x24", *style, "--threads", "1")
                self.make(second, "--cells-across", "31", "--tile", "24x24", *style, "--threads", "3")
                self.assertEqual(first.read_bytes(), second.read_bytes())
                check = subprocess.run(["pngcheck", "-q", first], capture_output=True, text=True)
                self.assertEqual((check.returncode, check.stdout), (0, ""))
                mosaic = Image.open(first)
                self.assertIn(" ".join(style), mosaic.text["Comment"])
                jpeg = self.folder / "m.jpg"
                self.make(jpeg, "--cells-across", "31", "--tile", "24x24", *style, "--quality", "95", "--chroma", "444")
                self.assertGreater(signal_to_noise(Image.open(jpeg), mosaic), 30)
                self.make(self.folder / "m.dzi", "--cells-across", "31", "--tile", "24x24", *style, "--format", "png")
                level = max((self.folder / "m_files").iterdir(), key=lambda folder: int(folder.name))
                part = Image.open(level / "0_0.png").convert("RGB")
                self.assertTrue(part.tobytes() == mosaic.convert("RGB").crop((0, 0, *part.size)).tobytes())

    def test_styles_bring_a_mosaic_nearer_to_its_target(self):
        def distance(*style):
            out = self.folder / "m.png"
            self.make(out, "--cells-across", "30", "--tile", "24x24", *style)
            mosaic = Image.open(out).convert("RGB")
            target = Image.open(self.target).resize(mosaic.size, Image.Resampling.BICUBIC)
            return -signal_to_noise(mosaic, target)
        plain = distance()
        self.assertLess(distance("--colour-pull", "0.8"), plain)
        self.assertLess(distance("--overlay", "0.5"), distance("--overlay", "0.2"))
        self.assertLess(distance("--overlay", "1"), distance("--colour-pull", "0.8"))

    def test_tones_have_their_colours_and_gaps_their_own(self):
        out = self.folder / "m.png"
        self.make(out, "--grid", "12x8", "--tone", "grey")
        with Image.open(out) as mosaic:
            self.assertEqual(mosaic.mode, "L")
        self.make(out, "--grid", "12x8", "--tone", "sepia")
        red, _, blue = ImageStat.Stat(Image.open(out)).mean
        self.assertGreater(red, blue + 10)
        self.make(out, "--grid", "12x8", "--gap-width", "0.25", "--background", "#102030")
        mosaic = Image.open(out)
        for at in ((0, 0), (31, 5), (32, 5), (35, 40), (100, 63)):
            self.assertEqual(mosaic.getpixel(at), (0x10, 0x20, 0x30))

    def test_styles_that_make_no_sense_are_bad_usage(self):
        for style in (["--overlap", "1.5"], ["--overlay", "-1"], ["--tone", "blue"], ["--gap-width", "0.7"],
                      ["--background", "red"]):
            with self.subTest(style=style):
                done = self.make(self.folder / "m.png", *style, code=2)
                self.assertIn(style[0], done.stderr)

    # All of them

    def test_the_same_bytes_on_any_number_of_threads(self):
        for name in ("m.png", "m.jpg", "m.zip"):
            for tile in ("32x32", "21x13"):
                digests = set()
                for threads in (1, 2, 5):
                    self.make(self.folder / name, "--cells-across", "40", "--tile", tile, "--threads", threads)
                    digests.add(hashlib.sha256((self.folder / name).read_bytes()).hexdigest())
                self.assertEqual(len(digests), 1, (name, tile))

    def test_bytes_are_estimated_to_within_15_percent_and_nothing_is_written(self):
        for name in ("m.png", "m.jpg", "m.dzi"):
            for arguments in (["--cells-across", "200", "--tile", "32x32"],
                              ["--cells-across", "60", "--tile", "50x41", "--quality", "60"],
                              ["--cells-across", "400", "--tile", "7x5"], ["--grid", "13x3", "--tile", "99x20"]):
                with self.subTest(name=name, arguments=arguments):
                    done = self.make(self.folder / name, *arguments, "--estimate")
                    estimate = self.report["output"]["estimated_bytes"]
                    self.assertIn(f"about {estimate} bytes", done.stdout)
                    self.assertEqual(self.left_behind(), [])
                    self.make(self.folder / name, *arguments)
                    self.assertLess(abs(estimate / self.report["output"]["bytes"] - 1), 0.15)
                    for path in self.folder.iterdir():
                        shutil.rmtree(path) if path.is_dir() else path.unlink()

    def test_an_interrupted_run_leaves_nothing(self):
        for name in ("m.png", "m.jpg", "m.dzi", "m.zip"):
            process = subprocess.Popen(
                [TESSERA, "make", "--photos", self.photos_folder / "RGB", "--target", self.target, "--out",
                 self.folder / name, "--threads", "1", "--grid", "500x500", "--tile", "99x99"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(1000):
                if self.left_behind() or process.poll() is not None:
                    break
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(), 1, name)
            self.assertEqual(self.left_behind(), [])

    def test_a_place_that_cannot_be_written_to_is_named(self):
        for name in ("m.png", "m.jpg", "m.dzi", "m.zip"):
            done = self.make(self.folder / "nofolder" / name, "--grid", "5x5", code=1)
            self.assertIn(str(self.folder / "nofolder" / name), done.stderr)


if __name__ == "__main__":
    unittest.main()
