/** The engine as a package: packed as npm would publish it, unpacked, and used by pages and programs that are not ours. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { isolationHeaders } from '../../web/build/headers';
import { photos } from './photos';
import { serveSite } from './site';

const repository = resolve(__dirname, '../..');
const tool = (name: string): string => join(repository, 'web/node_modules/.bin', name);

/** Packs the package and unpacks it below a folder, where a program finds it. Gives where it is. */
function install(folder: string): string {
  const installed = join(folder, 'node_modules/tessera');
  mkdirSync(installed, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: join(repository, 'build/package'),
    encoding: 'utf8',
  });
  execFileSync('tar', ['-xzf', join(folder, packed.trim()), '-C', installed, '--strip-components', '1']);
  return installed;
}

interface Made {
  readonly isolated: boolean;
  readonly says: string;
  readonly png: Buffer;
  /** How many of the canvas's pixels differ from their left neighbour. */
  readonly edges: number;
}

/** Makes a mosaic in the example page, as a person would. */
async function makeMosaic(page: Page, url: string): Promise<Made> {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(url);
  await page.getByLabel('Photos').setInputFiles(photos.library().slice(0, 80));
  await page.getByLabel('Target').setInputFiles(photos.named('camera', 'p04.jpg'));
  const save = page.getByRole('link', { name: 'Save the PNG' });
  await expect(async () => {
    // The button does nothing until the engine has started.
    await page.getByRole('button', { name: 'Make' }).click();
    await expect(page.locator('output')).not.toBeEmpty({ timeout: 1000 });
  }).toPass();
  await expect(save).toBeVisible({ timeout: 60_000 });
  const downloading = page.waitForEvent('download');
  await save.click();
  expect(troubles).toEqual([]);
  return {
    isolated: await page.evaluate(() => window.crossOriginIsolated),
    says: await page.locator('output').innerText(),
    png: readFileSync(await (await downloading).path()),
    edges: await page.evaluate(() => {
      const canvas = document.querySelector('canvas') as HTMLCanvasElement;
      const { width, height } = canvas;
      const pixels = new Uint32Array(canvas.getContext('2d')?.getImageData(0, 0, width, height).data.buffer ?? []);
      return pixels.filter((pixel, i) => i > 0 && pixel !== pixels[i - 1]).length / pixels.length;
    }),
  };
}

/** Width and height of a PNG, as its header has them. */
const sizeOf = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)];

test('the example page makes the same mosaic with threads and without, on any static host', async ({ page }, info) => {
  const installed = install(info.outputPath());
  const made: Made[] = [];
  for (const headers of [isolationHeaders, {}]) {
    const site = await serveSite(installed, headers);
    made.push(await makeMosaic(page, `${site.url}example/`));
    await site.close();
  }
  const [threaded, single] = made;
  expect(threaded?.isolated).toBe(true);
  expect(single?.isolated).toBe(false);
  const [, columns, rows] = /^(\d+) × (\d+) cells/.exec(threaded?.says ?? '') ?? [];
  expect(columns).toBe('60');
  expect(sizeOf(threaded?.png as Buffer)).toEqual([60 * 32, Number(rows) * 32]);
  expect(threaded?.edges).toBeGreaterThan(0.5);
  expect(single?.png.equals(threaded?.png as Buffer)).toBe(true);
});

test('a bundler takes the package into a site of its own', async ({ page }, info) => {
  const folder = info.outputPath();
  const installed = install(folder);
  const example = readFileSync(join(installed, 'example/index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), example.replace("'../index.js'", "'tessera'"));
  const config = "export default { base: './', worker: { format: 'es' }, build: { target: 'es2022' } };\n";
  writeFileSync(join(folder, 'vite.config.mjs'), config);
  execFileSync(tool('vite'), ['build', '--logLevel', 'warn'], { cwd: folder, stdio: 'inherit' });
  const site = await serveSite(join(folder, 'dist'), isolationHeaders);
  const { isolated, says, png } = await makeMosaic(page, site.url);
  await site.close();
  expect(isolated).toBe(true);
  expect(says).toMatch(/^60 × \d+ cells/);
  expect(sizeOf(png)[0]).toBe(60 * 32);
});

test('strict programs compile against its types, however they resolve modules', async ({ browserName: _ }, info) => {
  const folder = info.outputPath();
  install(folder);
  copyFileSync(join(repository, 'tests/package/consumer.ts'), join(folder, 'consumer.ts'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const compilerOptions = {
      ...{ target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], types: [], strict: true, noEmit: true },
      ...{ noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, module, moduleResolution },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    execFileSync(tool('tsc'), ['-p', folder], { stdio: 'inherit' });
  }
});
