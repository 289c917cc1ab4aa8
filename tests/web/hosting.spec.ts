/** The site on a host that sends no headers: isolation, offline start, and life without threads. */
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needPhotos, photos } from './photos';
import { builtSite, serveSite } from './site';
import { expect, Tessera, test } from './tessera';

test('the service worker isolates the page, with one reload', async ({ tessera, page }) => {
  let loads = 0;
  page.on('load', () => {
    loads++;
  });
  await tessera.open();
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  expect(loads).toBeLessThanOrEqual(2);
  // On the second visit there is nothing to reload for.
  loads = 0;
  await tessera.open();
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  expect(loads).toBe(1);
});

test('the page, and the service worker for it, forbid everything that comes from elsewhere', async ({
  tessera,
  page,
}) => {
  await tessera.open();
  const policies = await page.evaluate(async () => {
    const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
    const response = await fetch('./');
    return [meta?.getAttribute('content') ?? '', response.headers.get('content-security-policy') ?? ''];
  });
  for (const policy of policies) {
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toMatch(/https?:/);
  }
});

test('after the first visit the page starts and works with no server at all', async ({ browser }) => {
  const site = await serveSite();
  const context = await browser.newContext();
  const page = await context.newPage();
  const tessera = new Tessera(page, site);
  await tessera.open();
  // The engine is there when samples can be made; only then has it been fetched once.
  await tessera.sampleButton.click();
  await tessera.made();
  await site.close();

  await tessera.open();
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await tessera.sampleButton.click();
  await tessera.made();
  await context.close();
});

test('a new version of the site is there on the visit after the next', async ({ browser }, info) => {
  const folder = info.outputPath('site');
  cpSync(builtSite, folder, { recursive: true });
  const site = await serveSite(folder);
  const context = await browser.newContext();
  const page = await context.newPage();
  const tessera = new Tessera(page, site);
  await tessera.open();
  const replace = (name: string, from: string | RegExp, to: string): void => {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  };
  replace('index.html', /<title>.*<\/title>/, '<title>The next version</title>');
  replace('sw.js', /const VERSION = .*;/, 'const VERSION = "next";');
  await tessera.open();
  await expect(page).not.toHaveTitle('The next version');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (registration.installing || registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  // The page of the old version, taken over by the new one, still works.
  await tessera.sampleButton.click();
  await tessera.made();
  await tessera.open();
  await expect(page).toHaveTitle('The next version');
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await context.close();
  await site.close();
});

test.describe('without service workers', () => {
  needPhotos();

  test('the page says why it is slower and makes the same file, byte for byte', async ({ browser, site }, info) => {
    const digests: string[] = [];
    for (const serviceWorkers of ['allow', 'block'] as const) {
      const context = await browser.newContext({ serviceWorkers });
      const page = await context.newPage();
      const tessera = new Tessera(page, site);
      await tessera.open();
      const isolated = serviceWorkers === 'allow';
      expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(isolated);
      await expect(page.getByText('Running on one thread')).toHaveCount(isolated ? 0 : 1);
      await tessera.addPhotos(photos.library().slice(0, 60));
      await tessera.chooseTarget(photos.named('camera', 'p04.jpg'));
      await tessera.cellsAcross.fill('50');
      await tessera.tileSize.fill('20');
      await tessera.make();
      const path = info.outputPath(`${serviceWorkers}.png`);
      await (await tessera.download()).saveAs(path);
      digests.push(createHash('sha256').update(readFileSync(path)).digest('hex'));
      await context.close();
    }
    expect(digests[1]).toBe(digests[0]);
  });
});
