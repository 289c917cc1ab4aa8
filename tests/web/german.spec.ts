/** The page in a language other than English: found by the browser's settings, complete, and chosen by hand. */
import type { Page } from '@playwright/test';
import { faults } from './axe';
import { expect, test } from './tessera';

/** Words that no German sentence has. */
const englishWord = /\b(the|of|and|with|from|to|your|photos?|cells?|tiles?|used?|files?|size|made|each|left|about)\b/i;

/** Everything on the page that can be read, or heard from a screen reader. */
async function everyText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [document.title];
    const app = document.querySelector('#app') ?? document.body;
    const walker = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // Said to be English, for screen readers: what a decoder says, and the other language's own name.
      if (!node.parentElement?.closest('[lang=en]')) texts.push(node.textContent ?? '');
    }
    for (const element of app.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder']) {
        texts.push(element.getAttribute(name) ?? '');
      }
    }
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });
}

async function expectNoEnglish(page: Page): Promise<void> {
  const texts = await everyText(page);
  expect(texts.length).toBeGreaterThan(30);
  // Names of files are nobody's language.
  expect(texts.filter((text) => englishWord.test(text.replace(/[\w-]+\.(png|jpg|txt)/g, '')))).toEqual([]);
}

test.describe('with a German browser', () => {
  test.use({ locale: 'de-DE' });

  test('the whole way is in German', async ({ tessera, page }) => {
    await page.goto(tessera.url);
    await expect(page.getByRole('button', { name: 'Mosaik erstellen' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page).toHaveTitle('Tessera – Fotomosaike im Browser');
    await expectNoEnglish(page);
    expect(await faults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Mosaik erstellen' }).click();
    await expect(tessera.status).toHaveText(/^Zwei Dinge fehlen/);
    await page
      .getByLabel('Fotos', { exact: true })
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('no') });
    await expect(tessera.status).toContainText('Nichts davon lässt sich als Foto verwenden (1 Datei)');

    await page.getByRole('button', { name: 'Mit Beispielbildern ausprobieren' }).click();
    await expect(tessera.status).toHaveText(/^Mosaik erstellt: [\d.]+ Felder aus \d+ Fotos\.$/, { timeout: 90_000 });
    await tessera.idle();
    await expect(page.getByRole('img', { name: 'Mosaik' })).toBeVisible();
    await expectNoEnglish(page);
    expect(await faults(page)).toEqual([]);

    await page.getByLabel('Felder nebeneinander').fill('9999');
    await expect(page.getByText('muss eine ganze Zahl von')).toBeVisible();
    await page.getByLabel('Felder nebeneinander').fill('40');
    await page.getByLabel('Zuordnung').selectOption('optimal');
    await page.getByRole('button', { name: 'Fotowand' }).click();
    await expectNoEnglish(page);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Schließen' })).toBeVisible();
    await expectNoEnglish(page);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'PNG herunterladen' }).click();
    await download;
    await expect(tessera.status).toContainText(/ist fertig \([\d,]+ MB\) und liegt bei deinen Downloads/);
  });
});

test('another language is there at once, with all that stands on the page, and still on the next visit', async ({
  tessera,
  page,
}) => {
  await tessera.open();
  await tessera.sampleButton.click();
  await tessera.made();
  await page.getByLabel('Language').selectOption('Deutsch');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(tessera.status).toHaveText(/^Mosaik erstellt/);
  await expectNoEnglish(page);

  await page.reload();
  await expect(page.getByRole('button', { name: 'Mosaik erstellen' })).toBeVisible();
  await page.getByLabel('Sprache').selectOption('English');
  await expect(tessera.makeButton).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveTitle(/photo mosaics/);
});
