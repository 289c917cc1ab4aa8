/**
 * What the benchmarks in headless Chromium share:
 *   const { browser, page, url, close } = await openBrowser();
 *   await openPage(page, url);
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? '.', '../..');
const require = createRequire(`${root}/web/package.json`);
const { chromium } = require('@playwright/test');
const debianChromium = require(`${root}/tests/web/chromium.json`);
export const sirv = require('sirv');

const missing = (response) => () => response.writeHead(404).end();

/**
 * Serves web/dist, and whatever `serve` answers itself: it is given the request, the response and a function
 * that answers from the site. The page is not opened yet; its address is `url`.
 */
export async function openBrowser(serve = (_request, _response, site) => site()) {
  const files = sirv(`${root}/web/dist`);
  const server = createServer((request, response) =>
    serve(request, response, () => files(request, response, missing(response))),
  );
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const browser = await chromium.launch({
    ...debianChromium,
    executablePath: process.env.TESSERA_CHROMIUM ?? debianChromium.executablePath,
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { browser, page, url: `http://127.0.0.1:${server.address().port}/`, close };
}

/** Opens the site, and waits until it can be used. */
export async function openPage(page, url) {
  await page.goto(url);
  await page.getByRole('button', { name: 'Make mosaic' }).waitFor();
}
