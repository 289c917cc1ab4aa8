/**
 * What every test of the page has: the site, the page as a person sees it, and a watch over what must
 * never happen on the way (errors, broken policy, requests to somewhere else).
 */
import { type BrowserContext, type Download, expect, type Locator, type Page } from '@playwright/test';
import { type Site, test as siteTest } from './site';

export { expect } from '@playwright/test';

/** Making and painting takes seconds on a small computer, and longer on a busy one. */
const patience = 90_000;

export class Tessera {
  readonly status: Locator;
  readonly progress: Locator;
  readonly mosaic: Locator;
  readonly photos: Locator;
  readonly target: Locator;
  readonly cellsAcross: Locator;
  readonly tileSize: Locator;
  readonly matching: Locator;
  readonly makeButton: Locator;
  readonly cancelButton: Locator;
  readonly downloadButton: Locator;
  readonly sampleButton: Locator;

  constructor(
    readonly page: Page,
    private readonly site: Site,
  ) {
    this.status = page.getByRole('status');
    this.progress = page.getByRole('progressbar');
    this.mosaic = page.getByRole('img', { name: 'Mosaic' });
    this.photos = page.getByLabel('Photos');
    this.target = page.getByLabel('Target picture');
    this.cellsAcross = page.getByLabel('Cells across');
    this.tileSize = page.getByLabel('Tile size');
    this.matching = page.getByLabel('Matching');
    this.makeButton = this.button('Make mosaic');
    this.cancelButton = this.button('Cancel');
    this.downloadButton = this.button('Download PNG');
    this.sampleButton = this.button('Try it with sample pictures');
  }

  /** Where the site is. */
  get url(): string {
    return this.site.url;
  }

  /** The same site in another tab. */
  on(page: Page): Tessera {
    return new Tessera(page, this.site);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name });
  }

  async open(): Promise<void> {
    await this.page.goto(this.site.url);
    await expect(this.makeButton).toBeVisible();
  }

  async idle(): Promise<void> {
    await expect(this.progress).toHaveCount(0, { timeout: patience });
  }

  async addPhotos(paths: readonly string[]): Promise<void> {
    await this.photos.setInputFiles([...paths]);
    await expect(this.status).toContainText(/ready|in all|None of/, { timeout: patience });
    await this.idle();
  }

  async chooseTarget(path: string): Promise<void> {
    await this.target.setInputFiles(path);
    await expect(this.status).toContainText(/is the target|cannot be the target/, { timeout: patience });
    await this.idle();
  }

  async make(): Promise<void> {
    await this.makeButton.click();
    // It cannot be pressed again until the matching is over.
    await expect(this.makeButton).toBeEnabled({ timeout: patience });
    await this.made();
  }

  async made(): Promise<void> {
    await expect(this.status).toContainText('Mosaic made', { timeout: patience });
    await this.idle();
    await expect(this.mosaic).toBeVisible();
  }

  async download(): Promise<Download> {
    const download = this.page.waitForEvent('download', { timeout: patience });
    await this.downloadButton.click();
    return download;
  }

  /** Presses Cancel in the moment in which the work that `start` begins shows progress. */
  async cancelOnceUnderWay(start: () => Promise<void>): Promise<void> {
    await this.page.evaluate(() => {
      const observer = new MutationObserver(() => {
        const bar = document.querySelector('[role=progressbar]');
        if (!bar || Number(bar.getAttribute('aria-valuenow') ?? 0) < 1) return;
        const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Cancel');
        if (!button || button.disabled) return;
        observer.disconnect();
        button.click();
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await start();
    await expect(this.status).toContainText('Cancelled', { timeout: patience });
    await this.idle();
  }

  /** A fact from the line below the mosaic. */
  async fact(label: string): Promise<string> {
    return this.page.locator('dl.facts div').filter({ hasText: label }).locator('dd').innerText();
  }

  /** Names of skipped files, as listed. */
  async skippedNames(): Promise<string[]> {
    return this.page.locator('details.skipped li').allTextContents();
  }
}

/** Collects what must not happen in any page of a context. */
function watch(context: BrowserContext, site: Site): () => void {
  const troubles: string[] = [];
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (origin !== site.origin && protocol !== 'blob:' && protocol !== 'data:') {
      troubles.push(`request to another origin: ${request.url()}`);
    }
  });
  context.on('weberror', (error) => troubles.push(`uncaught: ${error.error().message}`));
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) troubles.push(message.text());
  });
  return () => expect(troubles).toEqual([]);
}

interface Fixtures {
  readonly tessera: Tessera;
  readonly watched: undefined;
}

export const test = siteTest.extend<Fixtures>({
  watched: [
    async ({ context, site }, use) => {
      const check = watch(context, site);
      await use(undefined);
      check();
    },
    { auto: true },
  ],
  tessera: async ({ page, site }, use) => {
    await use(new Tessera(page, site));
  },
});
