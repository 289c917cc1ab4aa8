/** Every kind of picture that people have: right side up and in its colours, or a line that says why not. */
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { turnedHeif } from './heif_boxes';
import { needPhotos, photos } from './photos';
import { meanSquaredError, shrunk, sizeOf } from './pixels';
import { builtSite, serveSite } from './site';
import { expect, Tessera, test } from './tessera';

needPhotos();

const run = (program: string, ...args: string[]): void => {
  execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
};

/** A picture that looks different from every side, and not square. */
function source(info: TestInfo): string {
  const path = info.outputPath('source.png');
  run('convert', photos.named('camera', 'p03.jpg'), '-auto-orient', '-resize', '480x360!', '-strip', path);
  return path;
}

/** A picture as another program shows it, upright, over white. */
function shown(info: TestInfo, path: string): string {
  const out = info.outputPath(`${basename(path)}.shown.png`);
  run('vips', 'autorot', path, `${out}.v`);
  run('vips', 'copy', `${out}.v`, out);
  run('convert', out, '-background', 'white', '-alpha', 'remove', '-alpha', 'off', out);
  return out;
}

/** Resizing as the core does it: ImageMagick averages stored values unless told to average light. */
const inLight = (size: string): string[] => ['-colorspace', 'RGB', '-resize', size, '-colorspace', 'sRGB'];

/** Side of the pictures that are compared. */
const side = 64;

/** A picture as another program shows it, its shorter side `side` pixels. */
function reference(info: TestInfo, path: string): Strip {
  const whole = shown(info, path);
  const small = info.outputPath(`${basename(path)}.small.png`);
  run('convert', whole, ...inLight(`${side}x${side}^`), small);
  const { width, height } = sizeOf(small);
  return { width, height, pixels: shrunk(small, width, height) };
}

interface Strip {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

/** The square of a picture that begins at a column and a row. */
function windowOf({ width, pixels }: Strip, column: number, row: number): Buffer {
  const rows = Array.from({ length: side }, (_, y) => {
    const from = ((row + y) * width + column) * 3;
    return pixels.subarray(from, from + side * 3);
  });
  return Buffer.concat(rows);
}

/** The means of 4 × 4 pixels: fine detail differs where a tile begins between two pixels of the reference. */
function coarse(pixels: Buffer): Buffer {
  const block = 4;
  const across = side / block;
  const means = Buffer.alloc(across * across * 3);
  for (let i = 0; i < means.length; i++) {
    const channel = i % 3;
    const column = (Math.floor(i / 3) % across) * block;
    const row = Math.floor(i / 3 / across) * block;
    let sum = 0;
    for (let k = 0; k < block * block; k++) {
      sum += pixels[((row + Math.floor(k / block)) * side + column + (k % block)) * 3 + channel] ?? 0;
    }
    means[i] = Math.round(sum / (block * block));
  }
  return means;
}

/** How far a tile is from the square of a picture that it shows; which one the engine has chosen. */
function distance(tile: Buffer, whole: Strip): number {
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row <= whole.height - side; row++) {
    for (let column = 0; column <= whole.width - side; column++) {
      least = Math.min(least, meanSquaredError(coarse(tile), coarse(windowOf(whole, column, row))));
    }
  }
  return least;
}

/** The picture as a mosaic of one tile, saved: decoded for the library, and again for the file. */
async function asTile(tessera: Tessera, info: TestInfo, path: string): Promise<Buffer> {
  const plain = info.outputPath('plain.png');
  run('convert', '-size', '64x64', 'xc:gray', plain);
  await tessera.addPhotos([path]);
  await expect(tessera.status).toContainText('1 photo ready');
  await tessera.chooseTarget(plain);
  await tessera.cellsAcross.fill('1');
  await tessera.tileSize.fill('256');
  await tessera.make();
  const out = info.outputPath('tile.png');
  await (await tessera.download()).saveAs(out);
  return shrunk(out, side, side);
}

/** Another decoder, another filter, and a busy picture cut a fraction of a pixel elsewhere: still far below what a turned or tinted picture gives. */
const closeEnough = 90;

const made: Record<string, (info: TestInfo) => string> = {
  'HEIC of a phone': () => photos.named('awkward', 'IMG_5195.HEIC'),
  'HEIF of an odd brand': () => photos.named('awkward', 'samplefilehub.heif'),
  'lossy WebP': (info) => convert(info, 'lossy.webp', '-quality', '85'),
  'lossless WebP': (info) => convert(info, 'lossless.webp', '-define', 'webp:lossless=true'),
  'transparent WebP': (info) =>
    convert(
      info,
      'transparent.webp',
      '(',
      '-size',
      '480x360',
      'gradient:',
      ')',
      '-alpha',
      'off',
      '-compose',
      'CopyOpacity',
      '-composite',
    ),
  AVIF: (info) => convert(info, 'plain.avif', '-quality', '70'),
  HEIC: (info) => convert(info, 'plain.heic', '-quality', '70'),
  'AVIF that is turned by a property': (info) => turned(info, 'avif', 1),
  'HEIC that is turned by a property': (info) => turned(info, 'heic', 3),
};

function convert(info: TestInfo, name: string, ...args: string[]): string {
  const out = info.outputPath(name);
  run('convert', source(info), ...args, out);
  return out;
}

function turned(info: TestInfo, extension: 'avif' | 'heic', quarters: number): string {
  const out = info.outputPath(`turned.${extension}`);
  writeFileSync(out, turnedHeif(readFileSync(convert(info, `straight.${extension}`, '-quality', '70')), quarters));
  return out;
}

for (const [name, make] of Object.entries(made)) {
  test(`a photo as ${name} is shown upright and in its colours`, async ({ tessera }, info) => {
    const path = make(info);
    await tessera.open();
    expect(distance(await asTile(tessera, info, path), reference(info, path))).toBeLessThan(closeEnough);
  });
}

/** The colour profile that a phone puts into its pictures: Display P3. */
function phoneProfile(info: TestInfo): string {
  const bytes = readFileSync(photos.named('awkward', 'IMG_5195.HEIC'));
  const at = bytes.indexOf('colrprof');
  const out = info.outputPath('phone.icc');
  writeFileSync(out, bytes.subarray(at + 8, at - 4 + bytes.readUInt32BE(at - 4)));
  return out;
}

test('a HEIC in the wide colours of a phone comes in the same colours', async ({ tessera }, info) => {
  const vivid = convert(info, 'vivid.png', '-modulate', '100,250');
  const wide = info.outputPath('wide.v');
  run('vips', 'icc_transform', vivid, wide, phoneProfile(info), '--input-profile', 'srgb');
  const path = info.outputPath('wide.heic');
  run('vips', 'heifsave', wide, path, '--Q', '90');
  await tessera.open();
  expect(distance(await asTile(tessera, info, path), reference(info, vivid))).toBeLessThan(closeEnough);
});

test('WebP is turned by all eight EXIF orientations, once', async ({ tessera }, info) => {
  await tessera.open();
  const upright = reference(info, photos.named('orientation', 'Landscape_1.jpg'));
  for (let orientation = 1; orientation <= 8; orientation++) {
    const path = info.outputPath(`${orientation}.webp`);
    run('vips', 'copy', photos.named('orientation', `Landscape_${orientation}.jpg`), path);
    expect(distance(await asTile(tessera, info, path), upright), basename(path)).toBeLessThan(closeEnough);
    await tessera.button('Clear photos').click();
  }
});

test('a target may be of any of these formats', async ({ tessera }, info) => {
  await tessera.open();
  const webp = info.outputPath('portrait.webp');
  run('vips', 'copy', photos.named('orientation', 'Portrait_6.jpg'), webp);
  const avif = turned(info, 'avif', 1);
  const targets: readonly (readonly [string, string])[] = [
    [photos.named('awkward', 'IMG_5195.HEIC'), '2,566 × 3,313 px'],
    [webp, '1,200 × 1,800 px'],
    [avif, '360 × 480 px'],
  ];
  for (const [path, size] of targets) {
    await tessera.chooseTarget(path);
    await expect(tessera.status).toContainText('is the target');
    await expect(tessera.page.getByText(size)).toBeVisible();
    const preview = await tessera.page.locator('canvas.preview').evaluate((canvas: HTMLCanvasElement) => ({
      width: canvas.width,
      height: canvas.height,
      url: canvas.toDataURL(),
    }));
    const seen = info.outputPath('preview.png');
    writeFileSync(seen, Buffer.from(preview.url.replace(/^.*,/, ''), 'base64'));
    const wanted = info.outputPath('wanted.png');
    run('convert', shown(info, path), ...inLight(`${preview.width}x${preview.height}!`), wanted);
    expect(meanSquaredError(shrunk(seen, 24, 32), shrunk(wanted, 24, 32)), path).toBeLessThan(closeEnough);
  }
});

test('JPEG XL is a photo where the browser reads it, and else a line that says so', async ({ tessera }, info) => {
  const path = info.outputPath('photo.jxl');
  const png = source(info);
  run('vips', 'jxlsave', png, path);
  await tessera.open();
  await tessera.addPhotos([path]);
  const skipped = await tessera.skippedNames();
  if (skipped.length > 0) {
    await expect(tessera.page.locator('details.skipped h3')).toContainText('this browser does not read JPEG XL');
  } else {
    await tessera.button('Clear photos').click();
    expect(distance(await asTile(tessera, info, path), reference(info, png))).toBeLessThan(closeEnough);
  }
});

test('files that are cut off or spoilt are listed, and the others are used', async ({ tessera }, info) => {
  const good = [
    photos.named('awkward', 'IMG_5195.HEIC'),
    photos.named('awkward', 'samplefilehub.heif'),
    convert(info, 'a.webp'),
    convert(info, 'b.avif'),
  ];
  const bad: string[] = [];
  for (const path of good) {
    const bytes = readFileSync(path);
    for (const part of [0.02, 0.5, 0.97]) {
      const cut = info.outputPath(`cut-${part}-${basename(path)}`);
      writeFileSync(cut, bytes.subarray(0, Math.max(40, Math.floor(bytes.length * part))));
      bad.push(cut);
    }
    const spoilt = info.outputPath(`spoilt-${basename(path)}`);
    writeFileSync(spoilt, Buffer.concat([bytes.subarray(0, 32), Buffer.alloc(bytes.length - 32, 0xa5)]));
    bad.push(spoilt);
  }
  await tessera.open();
  await tessera.addPhotos([...bad, ...good]);
  await expect(tessera.status).toContainText('4 photos ready');
  await tessera.page.locator('details.skipped summary').click();
  expect((await tessera.skippedNames()).sort()).toEqual(bad.map((path) => basename(path)).sort());
  for (const reason of await tessera.page.locator('details.skipped h3').allTextContents()) {
    // A spoilt number may look like a version of the format that nobody knows yet.
    expect(reason).toMatch(/^(Damaged or incomplete|Not a kind of picture that can be read here) — ./);
  }
});

test('what nobody reads here is named, with what to do', async ({ tessera }, info) => {
  const file = (name: string, content: string | Buffer) => ({
    name,
    mimeType: '',
    buffer: typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
  });
  const tiff = info.outputPath('scan.tif');
  run('convert', photos.library()[0] ?? '', tiff);
  await tessera.open();
  await tessera.photos.setInputFiles([
    file('scan.tif', readFileSync(tiff)),
    file('photo.cr2', `II*\0\x10\0\0\0CR\x02\0${'\0'.repeat(500)}`),
    file('drawing.svg', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    file('film.mp4', '\0\0\0\x18ftypmp42\0\0\0\0isommp42'),
    file('letter.pdf', '%PDF-1.7\n'),
    file('notes.txt', 'no picture\n'),
  ]);
  await expect(tessera.status).toContainText('None of the 6 files');
  const reasons = (await tessera.page.locator('details.skipped h3').allTextContents()).join('\n');
  for (const name of ['TIFF', 'camera RAW', 'SVG', 'video', 'PDF', 'text']) expect(reasons).toContain(name);
  expect(reasons).toContain('save it as JPEG or PNG');
});

test('the decoder for HEIC is fetched when the first HEIC comes, not before', async ({ browser }, info) => {
  const site = await serveSite();
  const context = await browser.newContext();
  const tessera = new Tessera(await context.newPage(), site);
  const fetched = (): string[] => site.requests.filter((path) => /heif/.test(path));
  await tessera.open();
  await tessera.addPhotos([...photos.library().slice(0, 3), convert(info, 'a.webp'), convert(info, 'b.avif')]);
  await expect(tessera.status).toContainText('5 photos ready');
  expect(fetched()).toEqual([]);
  await tessera.addPhotos([photos.named('awkward', 'samplefilehub.heif')]);
  await expect(tessera.status).toContainText('6 in all');
  expect(fetched().length).toBeGreaterThan(0);
  // From then on it is there without a server.
  await site.close();
  await tessera.open();
  await tessera.addPhotos([photos.named('awkward', 'samplefilehub.heif')]);
  await expect(tessera.status).toContainText('1 photo ready');
  await context.close();
});

test('a HEIC whose decoder cannot be fetched is listed, with the reason', async ({ browser }, info) => {
  const folder = info.outputPath('site');
  cpSync(builtSite, folder, { recursive: true });
  for (const name of readdirSync(join(folder, 'assets')).filter((asset) => asset.endsWith('.wasm'))) {
    writeFileSync(join(folder, 'assets', name), 'no decoder');
  }
  const site = await serveSite(folder);
  const context = await browser.newContext();
  const tessera = new Tessera(await context.newPage(), site);
  await tessera.open();
  await tessera.addPhotos([photos.named('awkward', 'samplefilehub.heif'), ...photos.library().slice(0, 2)]);
  await expect(tessera.status).toContainText('2 photos ready');
  await expect(tessera.page.locator('details.skipped h3')).toContainText('HEIC');
  await context.close();
  await site.close();
});

test('where read-back pixels are noised the browser decodes nothing, and the page says why', async ({
  browser,
}, info) => {
  const folder = info.outputPath('site');
  cpSync(builtSite, folder, { recursive: true });
  const noise = `{
    const context = globalThis.OffscreenCanvasRenderingContext2D?.prototype;
    const getImageData = context?.getImageData;
    if (context) context.getImageData = function (...area) {
      const image = getImageData.apply(this, area);
      for (let i = 0; i < image.data.length; i += 97) image.data[i] ^= 1;
      return image;
    };
  }`;
  for (const name of readdirSync(join(folder, 'assets')).filter((asset) => asset.startsWith('worker'))) {
    const path = join(folder, 'assets', name);
    writeFileSync(path, `${noise}\n${readFileSync(path, 'utf8')}`);
  }
  const site = await serveSite(folder);
  const context = await browser.newContext();
  const tessera = new Tessera(await context.newPage(), site);
  await tessera.open();
  await tessera.addPhotos([
    convert(info, 'a.webp'),
    convert(info, 'b.avif'),
    photos.named('awkward', 'samplefilehub.heif'),
    ...photos.library().slice(0, 2),
  ]);
  // HEIC needs no canvas.
  await expect(tessera.status).toContainText('3 photos ready');
  for (const reason of await tessera.page.locator('details.skipped h3').allTextContents()) {
    expect(reason).toContain('protection against fingerprinting');
  }
  expect(await tessera.skippedNames()).toHaveLength(2);
  await context.close();
  await site.close();
});

test('Cancel does not wait for a HEIC to be decoded', async ({ tessera }, info) => {
  const copies = Array.from({ length: 12 }, (_, i) => {
    const copy = info.outputPath(`${i}.heic`);
    cpSync(photos.named('awkward', 'IMG_5195.HEIC'), copy);
    return copy;
  });
  await tessera.open();
  await tessera.photos.setInputFiles(copies);
  await expect(tessera.page.getByText(/[1-9] of 12 photos/)).toBeVisible({ timeout: 60_000 });
  await tessera.cancelButton.click();
  await expect(tessera.status).toContainText('Cancelled', { timeout: 2_000 });
  await tessera.addPhotos(photos.library().slice(0, 2));
});
