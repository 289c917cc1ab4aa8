/**
 * Draws public/icon.svg in the sizes in which systems want an installed site's icon. They are kept beside it; after
 * a change of the icon: node build/draw_icons.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const folder = new URL('../public/', import.meta.url);
const icon = readFileSync(new URL('icon.svg', folder), 'utf8');
// A mask may cut off all but the inner four fifths, and the corners must not be clear.
const maskable = icon.replace('rx="7"', '').replace('translate(4 4)', 'translate(6.4 6.4) scale(0.8)');

const browser = await chromium.launch({
  executablePath: process.env.TESSERA_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const [name, drawing, side] of [
  ['icon-192.png', icon, 192],
  ['icon-512.png', icon, 512],
  ['icon-maskable-512.png', maskable, 512],
]) {
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
  writeFileSync(new URL(name, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
