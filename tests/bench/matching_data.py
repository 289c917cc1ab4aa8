"""Point sets for the matching benchmark, as NumPy files that both the C++ bench and SciPy read.

    matching_data.py PHOTO_FOLDER TARGET_PHOTO OUT_FOLDER COUNT...

For each count n and each of 1 x 1, 3 x 3, 4 x 4 grids (3, 27, 48 dimensions, OKLab) writes
photo-<d>-<n>-{cells,photos}.npy: tiles are the grid means of random crops of the photos, cells those
of the target cut into squares, the first n of them. Such sets are clustered and unequal, which makes assignment
hard. (Above 20,000 only 3 dimensions.) noise-... are the same shapes of uniform noise.
"""
import math
import pathlib
import sys

import numpy
from PIL import Image


def linear_light(pixels):
    value = numpy.asarray(pixels, dtype=numpy.float64) / 255
    return numpy.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def oklab(rgb):
    """B. Ottosson, 2020."""
    lms = rgb @ numpy.array([[0.4122214708, 0.2119034982, 0.0883024619],
                             [0.5363325363, 0.6806995451, 0.2817188376],
                             [0.0514459929, 0.1073969566, 0.6299787005]])
    return numpy.cbrt(lms) @ numpy.array([[0.2104542553, 1.9779984951, 0.0259040371],
                                          [0.7936177850, -2.4285922050, 0.7827717662],
                                          [-0.0040720468, 0.4505937099, -0.8086757660]])


def integral(image):
    sums = numpy.zeros((image.shape[0] + 1, image.shape[1] + 1, 3))
    sums[1:, 1:] = image.cumsum(0).cumsum(1)
    return sums


def grid_means(sums, left, top, side, grid):
    edges_x = left + numpy.arange(grid + 1) * side // grid
    edges_y = top + numpy.arange(grid + 1) * side // grid
    corner = sums[numpy.ix_(edges_y, edges_x)]
    boxes = corner[1:, 1:] - corner[:-1, 1:] - corner[1:, :-1] + corner[:-1, :-1]
    areas = numpy.diff(edges_y)[:, None, None] * numpy.diff(edges_x)[None, :, None]
    return boxes / areas


def main():
    folder, target_path, out, *counts = sys.argv[1:]
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    photos = []
    for path in sorted(pathlib.Path(folder).glob("*.jpg")):
        image = Image.open(path).convert("RGB")
        image.thumbnail((320, 320))
        photos.append(integral(linear_light(image)))
    target = Image.open(target_path).convert("RGB")
    for count in map(int, counts):
        columns = round(math.sqrt(count))
        rows = -(-count // columns)
        size = min(target.width // columns, target.height // rows, 12) // 12 * 12 or 12
        cells = integral(linear_light(target.resize((columns * size, rows * size), Image.BOX)))
        for grid in (1, 3, 4) if count <= 20000 else (1,):
            random = numpy.random.default_rng(count)
            dimension = 3 * grid * grid
            tiles = numpy.empty((count, grid, grid, 3))
            for i in range(count):
                sums = photos[random.integers(len(photos))]
                height, width = sums.shape[0] - 1, sums.shape[1] - 1
                side = int(random.integers(16, min(width, height)))
                left = int(random.integers(width - side + 1))
                top = int(random.integers(height - side + 1))
                tiles[i] = grid_means(sums, left, top, side, grid)
            squares = numpy.array([grid_means(cells, x * size, y * size, size, grid)
                                   for y in range(rows) for x in range(columns)][:count])
            noise = random.random((count + len(squares), dimension), dtype=numpy.float32)
            name = f"{dimension}-{count}"
            for kind, values in (("photo", (oklab(squares), oklab(tiles))),
                                 ("noise", (noise[:len(squares)], noise[len(squares):]))):
                for part, rows_of in zip(("cells", "photos"), values):
                    rows_of = numpy.ascontiguousarray(rows_of.reshape(-1, dimension), numpy.float32)
                    numpy.save(out / f"{kind}-{name}-{part}.npy", rows_of)


if __name__ == "__main__":
    main()
