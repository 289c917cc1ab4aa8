/** What axe has to say of a page as it stands. */
import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** Each fault with the elements that have it; WCAG 2.2 AA and axe's own rules of good practice. */
export async function faults(page: Page): Promise<string[]> {
  // Colours that fade in are judged when they have arrived.
  await page.waitForTimeout(1000);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
