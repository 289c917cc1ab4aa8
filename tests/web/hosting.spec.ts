/** The site on a host that sends no headers: isolation, offline start, and life without threads. */
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
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

/** Names of files that the service worker keeps. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
    }
    return urls;
  });

test('after the first visit the page starts and works with no server at all', async ({ browser }) => {
  const site = await serveSite();
  const context = await browser.newContext();
  const page = await context.newPage();
  const tessera = new Tessera(page, site);
  await tessera.open();
  // The engine's both builds come last: the next visit may be with threads, or without.
  for (const build of ['threads', 'single']) {
    await expect.poll(async () => (await kept(page)).some((url) => url.endsWith(`/${build}/tessera.wasm`))).toBe(true);
  }
  await site.close();

  await tessera.open();
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await tessera.sampleButton.click();
  await tessera.made();
  await context.close();
});

test('the site can be installed', async ({ tessera, page }) => {
  await tessera.open();
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Windows of a test are private ones, which install nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { url, data } = await devtools.send('Page.getAppManifest');
  const manifest = JSON.parse(data ?? '') as { icons: { src: string; sizes: string; purpose: string }[] };
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
  for (const { src, sizes } of manifest.icons.filter(({ sizes: size }) => size !== 'any')) {
    const size = await page.evaluate(async (address) => {
      const { width, height } = await createImageBitmap(await (await fetch(address)).blob());
      return `${width}x${height}`;
    }, new URL(src, url).href);
    expect(size).toBe(sizes);
  }
});

test('a new version of the site is offered, and there when it is taken', async ({ browser }, info) => {
  const folder = info.outputPath('site');
  cpSync(builtSite, folder, { recursive: true });
  const site = await serveSite(folder);
  const context = await browser.newContext();
  const page = await context.newPage();
  const tessera = new Tessera(page, site);
  const offer = tessera.button('Reload to update');
  await tessera.open();
  const replace = (name: string, from: string | RegExp, to: string): void => {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  };
  replace('index.html', /<title>.*<\/title>/, '<title>The next version</title>');
  replace('sw.js', /const VERSION = .*;/, 'const VERSION = "next";');
  await expect(offer).toHaveCount(0);
  await tessera.open();
  await expect(offer).toBeVisible();
  // Until it is taken the version of before stays, and works.
  await tessera.open();
  await expect(page).not.toHaveTitle('The next version');
  await tessera.sampleButton.click();
  await tessera.made();

  await offer.click();
  await expect(page).toHaveTitle('The next version');
  await expect(tessera.makeButton).toBeVisible();
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await expect(offer).toHaveCount(0);
  // It came as a whole.
  await site.close();
  await tessera.open();
  await tessera.sampleButton.click();
  await tessera.made();
  await context.close();
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
