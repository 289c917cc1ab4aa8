/**
 * Screenshots of every state of the built page, at three widths, in light and in dark, into build/screenshots:
 *   node tests/tools/screenshots.mjs [--only STATE] [--widths 360,1440] [--language de-DE]
 *   node tests/tools/screenshots.mjs --readme      the pictures in the README, from the page's own samples
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openBrowser, root } from '../bench/browser.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    widths: { type: 'string', default: '360,768,1440' },
    language: { type: 'string', default: 'en-US' },
    readme: { type: 'boolean', default: false },
  },
});

const heights = { 360: 740, 768: 1024, 1440: 900 };

/** Past what fades in. */
const calm = (page) => page.waitForTimeout(1200);

const button = (page, name) => page.getByRole('button', { name });
const names = {
  en: {
    make: 'Make mosaic',
    samples: 'Try it with sample pictures',
    wall: 'Photo wall',
    across: 'Cells across',
    mark: 'Mark areas',
    suggest: 'Suggest',
  },
  de: {
    make: 'Mosaik erstellen',
    samples: 'Mit Beispielbildern ausprobieren',
    wall: 'Fotowand',
    across: 'Felder nebeneinander',
    mark: 'Bereiche markieren',
    suggest: 'Vorschlagen',
  },
}[options.language.slice(0, 2)];

/** Each takes the page from the state before it to its own. */
const states = {
  welcome: async () => undefined,
  missing: async (page) => button(page, names.make).click(),
  unusable: async (page) =>
    page.locator('#photos').setInputFiles([
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
      { name: 'IMG_2041.CR2', mimeType: '', buffer: Buffer.from('II*\0') },
    ]),
  loading: async (page) => {
    await button(page, names.samples).click();
    await page.getByRole('progressbar').waitFor();
  },
  mosaic: async (page) => {
    await page.locator('.facts').waitFor({ timeout: 60_000 });
    await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 60_000 });
  },
  marked: async (page) => {
    await page.getByText(names.mark).click();
    await page.getByRole('button', { name: names.suggest, exact: true }).click();
    await page.locator('.mask-surface').scrollIntoViewIfNeeded();
  },
  settings: async (page) => {
    await page.keyboard.press('Control+z');
    await page.getByText(names.mark).click();
    await page.getByLabel(names.across).fill('9999');
    await page.getByLabel(names.across).scrollIntoViewIfNeeded();
  },
  large: async (page) => {
    await page.getByLabel(names.across).fill('2000');
    await page.locator('#tileSize').fill('256');
  },
  wall: async (page) => {
    await page.locator('#tileSize').fill('32');
    await page.getByLabel(names.across).fill('100');
    await button(page, names.wall).click();
  },
  dialog: async (page) => {
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.locator('dialog .crop').waitFor();
  },
  recent: async (page) => {
    await page.keyboard.press('Escape');
    // Projects are kept when nothing has changed for a moment.
    await page.waitForTimeout(5000);
    await page.reload();
    await page.locator('.recent li').waitFor();
  },
};
/** Those that are on their way to somewhere are shot at once. */
const passing = ['loading'];

async function shootAll(browser, url) {
  const folder = `${root}/build/screenshots`;
  mkdirSync(folder, { recursive: true });
  for (const width of options.widths.split(',').map(Number)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({
        viewport: { width, height: heights[width] ?? 900 },
        colorScheme,
        locale: options.language,
        hasTouch: width < 800,
      });
      const page = await context.newPage();
      await page.goto(url);
      await button(page, names.make).waitFor();
      for (const [state, enter] of Object.entries(states)) {
        await enter(page);
        if (options.only && options.only !== state) continue;
        if (!passing.includes(state)) await calm(page);
        const path = `${folder}/${state}-${width}-${colorScheme}.png`;
        await page.screenshot({ path });
        if (width < 800 && state !== 'dialog') {
          await page.screenshot({ path: `${folder}/${state}-${width}-${colorScheme}-whole.png`, fullPage: true });
        }
      }
      await context.close();
    }
  }
}

/** The part of the file, at full size, that the README shows: shore and water. */
const detail = { x: 480, y: 1500, width: 800, height: 400 };
/** The whole file, scaled to this. */
const overview = { width: 1280, height: 960 };

async function shootForReadme(browser, url) {
  const folder = `${root}/web/screenshots`;
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto(url);
  await button(page, names.samples).click();
  await states.mosaic(page);
  await calm(page);
  await page.screenshot({ path: `${folder}/page.png` });

  const downloading = page.waitForEvent('download');
  await button(page, 'Download PNG').click();
  const file = readFileSync(await (await downloading).path());
  const pictures = await page.evaluate(
    async ([base64, part, whole]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const mosaic = await createImageBitmap(new Blob([bytes]));
      const draw = async (width, height, type, paint) => {
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d');
        context.imageSmoothingQuality = 'high';
        paint(context);
        const blob = await canvas.convertToBlob({ type, quality: 0.85 });
        return [...new Uint8Array(await blob.arrayBuffer())];
      };
      return {
        'mosaic.jpg': await draw(whole.width, whole.height, 'image/jpeg', (context) =>
          context.drawImage(mosaic, 0, 0, whole.width, whole.height),
        ),
        'detail.png': await draw(part.width, part.height, 'image/png', (context) =>
          context.drawImage(mosaic, -part.x, -part.y),
        ),
      };
    },
    [file.toString('base64'), detail, overview],
  );
  for (const [name, bytes] of Object.entries(pictures)) writeFileSync(`${folder}/${name}`, Buffer.from(bytes));
}

const { browser, url, close } = await openBrowser();
await (options.readme ? shootForReadme : shootAll)(browser, url);
await close();
