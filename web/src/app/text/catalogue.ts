/** The texts of the chosen language, and the choice of it. */
import { signal } from '@preact/signals';
import { setLocale } from '../numbers';
import { remember, remembered } from '../preferences';
import { de } from './de';
import { en, type Text } from './en';

/** By what each language calls itself. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const catalogues: Readonly<Record<Language, Text>> = { en, de };

/** What the page of a shared mosaic says, by language: it chooses by itself. */
export const sharedPageTexts = { en: en.sharedPage, de: de.sharedPage } as const;

const language = signal<Language>('en');

/**
 * The texts in the language of the moment. Each is looked up when it is read, so a component that has shown one is
 * rendered anew when the language changes. Not to be kept in constants or in the state.
 */
export const text: Text & { readonly language: Language } = new Proxy(
  { ...en, language: 'en' },
  {
    get: (_, name) => (name === 'language' ? language.value : catalogues[language.value][name as keyof Text]),
  },
);

const isLanguage = (name: string | null): name is Language => name !== null && Object.hasOwn(languages, name);

const languageOf = (locale: string): string => locale.split('-')[0]?.toLowerCase() ?? '';

/** The first language that the page speaks, as the browser's settings rank them; English where there is none. */
export const preferredLanguage = (locales: readonly string[]): Language =>
  locales.map(languageOf).find(isLanguage) ?? 'en';

function speak(chosen: Language): void {
  // Of the same language, the browser's locale: whoever reads de-CH expects Swiss numbers.
  setLocale(navigator.languages.find((locale) => languageOf(locale) === chosen) ?? chosen);
  language.value = chosen;
  // At the start index.html has it all in English.
  if (document.documentElement.lang === chosen) return;
  document.documentElement.lang = chosen;
  document.title = text.title;
}

/** Speaks the language chosen on an earlier visit, or else the one of the browser's settings. */
export function startLanguage(): void {
  const before = remembered('language');
  speak(isLanguage(before) ? before : preferredLanguage(navigator.languages));
}

export function setLanguage(chosen: Language): void {
  remember('language', chosen);
  speak(chosen);
}
