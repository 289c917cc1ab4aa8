import { afterEach, describe, expect, it } from 'vitest';
import { bytes, counted, day, number, percent, setLocale } from '../numbers';
import { preferredLanguage } from '.';
import { de } from './de';
import { en } from './en';

describe('the language', () => {
  it.each([
    [['de-CH', 'en'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['fr', 'de'], 'de'],
    [['fr', 'C', ''], 'en'],
    [[], 'en'],
  ])('for a browser that asks for %j is %s', (locales, expected) => {
    expect(preferredLanguage(locales)).toBe(expected);
  });
});

describe('numbers', () => {
  afterEach(() => setLocale('en'));

  it('have the form of the locale', () => {
    setLocale('de-DE');
    expect(number(12345)).toBe('12.345');
    expect(bytes(1_500_000)).toBe('1,5 MB');
    expect(bytes(0)).toBe('0 Byte');
    expect(percent(0.0031)).toBe('0,31 %');
    expect(day(Date.UTC(2024, 5, 14, 12))).toBe('14. Juni 2024');
    expect(counted(1, 'Foto', 'Fotos')).toBe('1 Foto');
    setLocale('de-CH');
    expect(number(12345)).toMatch(/^12[’']345$/);
  });
});

/** The sentences in a catalogue, with their names. */
function sentencesOf(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return [[path + name, value] as [string, string]];
    return typeof value === 'object' && value !== null ? sentencesOf(value, `${path}${name}.`) : [];
  });
}

/** Texts that are spelled alike in both languages. */
const alike = [
  'format',
  'formatName.jpeg',
  'formatName.png',
  'product',
  'settingUnit.tileSize',
  'sizingUnit.cm',
  'sizingUnit.px',
  'themeName.system',
  'toneName.sepia',
];

describe('the German catalogue', () => {
  it('repeats nothing of the English one but names and symbols', () => {
    const english = new Map(sentencesOf(en));
    const same = sentencesOf(de).filter(([path, sentence]) => sentence !== '' && english.get(path) === sentence);
    expect(same.map(([path]) => path).sort()).toEqual(alike);
  });
});
