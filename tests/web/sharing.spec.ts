/** A mosaic as a web page in an archive, opened by others: from a web host, or from their disk. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page, TestInfo } from '@playwright/test';
import axe from 'axe-core';
import { serveSite } from './site';
import { expect, type Tessera, test } from './tessera';

/** Names that would be markup where they were not written as text. */
const darkName = 'dark <b>&amp;" <script>.png';
const lightName = 'Licht – ‘1’.png';

const run = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8' });

function paint(path: string, ...args: string[]): string {
  run('convert', ...args, `png:${path}`);
  return path;
}

const plain = (colour: string): Buffer =>
  execFileSync('convert', ['-size', '90x90', `xc:${colour}`, 'png:-'], { maxBuffer: 1 << 20 });

/** Saves a mosaic whose left half is of one photo and whose right half of another, and unpacks it. */
async function share(tessera: Tessera, info: TestInfo, prepare = async () => {}): Promise<string> {
  const { page } = tessera;
  await tessera.open();
  await tessera.photos.setInputFiles([
    { name: darkName, mimeType: 'image/png', buffer: plain('#203040') },
    { name: lightName, mimeType: 'image/png', buffer: plain('#f0e8d8') },
  ]);
  await expect(tessera.status).toContainText('2 photos ready');
  const halves = paint(info.outputPath('halves.png'), '-size', '200x400', 'xc:#000', 'xc:#fff', '+append');
  await tessera.chooseTarget(halves);
  await tessera.cellsAcross.fill('20');
  await prepare();
  await tessera.make();
  await page.getByLabel('Format').selectOption('Web page (zip)');
  const download = page.waitForEvent('download');
  await tessera.button('Download ZIP').click();
  const archive = info.outputPath('shared.zip');
  const file = await download;
  expect(file.suggestedFilename()).toBe('halves-mosaic.zip');
  await file.saveAs(archive);
  run('unzip', '-tqq', archive);
  const folder = info.outputPath('shared');
  run('unzip', '-qq', archive, '-d', folder);
  return folder;
}

/** Opens an address as somebody else does, and gives what must not have happened when it is done. */
async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  const home = url.replace(/[^/]*$/, '');
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) troubles.push(request.url());
  });
  page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
  await page.goto(url);
  await expect(page.getByRole('application')).toBeVisible();
  await look(page);
  expect(troubles).toEqual([]);
  await context.close();
}

const facts = (page: Page) => page.getByRole('status');

/** The colour that the page shows at a point of its window. */
async function colourAt(page: Page, x: number, y: number): Promise<number> {
  const shot = await page.screenshot({ clip: { x, y, width: 8, height: 8 } });
  const [grey = '0'] = execFileSync(
    'convert',
    ['png:-', '-colorspace', 'Gray', '-resize', '1x1!', '-format', '%[fx:100*u]', 'info:-'],
    { input: shot, encoding: 'utf8' },
  ).split(' ');
  return Number(grey);
}

/** What axe finds. It may not read style sheets again: a page from the disk is not allowed to. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ preload: false }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

async function lookAround(page: Page): Promise<void> {
  await expect(page).toHaveTitle('halves');
  // The tiles are there, and not only the frame around them.
  await expect.poll(() => colourAt(page, 400, 350)).toBeLessThan(30);
  await expect.poll(() => colourAt(page, 600, 350)).toBeGreaterThan(80);
  await page.mouse.click(400, 350);
  await expect(facts(page)).toContainText(darkName);
  await expect(facts(page)).toContainText('200 times in this mosaic');
  await page.mouse.click(600, 350);
  await expect(facts(page)).toContainText(lightName);
  await page.getByRole('button', { name: 'Zoom to it' }).click();
  await expect.poll(() => colourAt(page, 300, 350)).toBeGreaterThan(80);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(facts(page)).toBeHidden();
}

test('works from any web host, and asks for nothing else', async ({ tessera, browser }, info) => {
  const host = await serveSite(await share(tessera, info));
  await visit(browser, `${host.url}index.html`, {}, lookAround);
  await host.close();
});

test('works from the disk', async ({ tessera, browser }, info) => {
  const folder = await share(tessera, info);
  await visit(browser, pathToFileURL(join(folder, 'index.html')).href, {}, lookAround);
});

test('knows which photo is clicked where rows are offset like bricks', async ({ tessera, page, browser }, info) => {
  const folder = await share(tessera, info, async () => {
    await page.getByText('Shape and edges').click();
    await page.getByLabel('Offset like bricks').check();
  });
  await visit(browser, pathToFileURL(join(folder, 'index.html')).href, {}, async (page) => {
    await expect.poll(() => colourAt(page, 400, 350)).toBeLessThan(30);
    // Where dark meets light its rows take turns: what is seen is what a click must find.
    const found = new Map<string, number>();
    for (let y = 250; y < 450; y += 5) {
      const grey = await colourAt(page, 478, y);
      if (grey < 30) found.set(darkName, y);
      if (grey > 80 && !found.has(lightName)) found.set(lightName, y);
    }
    expect([...found.keys()].sort()).toEqual([darkName, lightName].sort());
    for (const [name, y] of found) {
      await page.mouse.click(482, y + 4);
      await expect(facts(page)).toContainText(name);
    }
  });
});

test('frames tiles of two sizes as they are, and counts each once', async ({ tessera, page, browser }, info) => {
  const folder = await share(tessera, info, async () => {
    await page.getByText('Mark areas').click();
    const surface = page.getByRole('application', { name: 'Paint where tiles are smaller' });
    await surface.focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    await expect(page.getByText('of the picture is marked')).toBeVisible();
  });
  await visit(browser, pathToFileURL(join(folder, 'index.html')).href, {}, async (page) => {
    await expect.poll(() => colourAt(page, 400, 350)).toBeLessThan(30);
    const frameWidth = async (): Promise<number> => (await page.locator('.cell').boundingBox())?.width ?? 0;
    await page.mouse.click(335, 350);
    await expect(facts(page)).toContainText(darkName);
    const small = await frameWidth();
    for (const [x, y] of [
      [605, 345],
      [605, 360],
      [620, 345],
      [620, 360],
    ] as const) {
      await page.mouse.click(x, y);
      await expect(facts(page)).toContainText(lightName);
      await expect(facts(page)).toContainText('200 times');
      expect((await frameWidth()) / small).toBeCloseTo(2, 1);
    }
  });
});

test('has a contact sheet with names and counts, whose photos lead to their places', async ({
  tessera,
  browser,
}, info) => {
  const url = pathToFileURL(join(await share(tessera, info), 'index.html')).href;
  await visit(browser, url, {}, async (page) => {
    await page.getByRole('link', { name: 'All photos' }).click();
    await expect(page.getByRole('heading')).toHaveText('2 photos in “halves”');
    await expect(page.getByRole('listitem')).toHaveText([
      `${darkName}200 times in this mosaic`,
      `${lightName}200 times in this mosaic`,
    ]);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: lightName }).click();
    await expect(facts(page)).toContainText(lightName);
  });
});

test('can be used with the keyboard alone, in German, on a phone and in the dark', async ({
  tessera,
  browser,
}, info) => {
  const url = pathToFileURL(join(await share(tessera, info), 'index.html')).href;
  const options = { locale: 'de-DE', viewport: { width: 360, height: 640 }, colorScheme: 'dark' } as const;
  await visit(browser, url, options, async (page) => {
    await page.getByRole('application').focus();
    await page.keyboard.press('Enter');
    await expect(facts(page)).toContainText(lightName);
    await expect(facts(page)).toContainText('200-mal in diesem Mosaik');
    await page.keyboard.press('ArrowLeft');
    await expect(facts(page)).toContainText(darkName);
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.keyboard.press('Escape');
    await expect(facts(page)).toBeHidden();
  });
});
