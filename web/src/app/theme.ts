/** Light or dark: as the system has it, unless somebody chose. The colours themselves are in styles/base.css. */
import { signal } from '@preact/signals';
import { remember, remembered } from './preferences';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const chosen = signal<Theme>('system');

export const theme = (): Theme => chosen.value;

function apply(next: Theme): void {
  chosen.value = next;
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  // The browser's own bars: index.html says their colours by the system's scheme.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    meta.dataset.scheme ??= meta.media;
    const meant = meta.dataset.scheme.includes(next);
    meta.media = next === 'system' ? meta.dataset.scheme : meant ? 'all' : 'not all';
  }
}

/** Takes the choice of an earlier visit. */
export function startTheme(): void {
  const before = remembered('theme');
  apply(themes.find((one) => one === before) ?? 'system');
}

export function setTheme(next: Theme): void {
  remember('theme', next);
  apply(next);
}
