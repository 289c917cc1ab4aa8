/** Numbers, sizes, times and dates in the form that the chosen locale has for them. */
import { signal } from '@preact/signals';

interface Forms {
  readonly whole: Intl.NumberFormat;
  readonly oneDigit: Intl.NumberFormat;
  readonly fewDigits: Intl.NumberFormat;
  readonly bytes: Intl.NumberFormat;
  readonly day: Intl.DateTimeFormat;
  readonly moment: Intl.DateTimeFormat;
  readonly plurals: Intl.PluralRules;
}

const formsOf = (locale: string): Forms => ({
  whole: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
  oneDigit: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  fewDigits: new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 }),
  bytes: new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' }),
  day: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }),
  moment: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  plurals: new Intl.PluralRules(locale),
});

/** A signal, so that whatever has shown a number shows it anew when the locale changes. */
const forms = signal(formsOf('en'));

/** @param locale A BCP 47 language tag such as `de-AT`. */
export function setLocale(locale: string): void {
  forms.value = formsOf(locale);
}

export const number = (value: number): string => forms.value.whole.format(value);
export const oneDigit = (value: number): string => forms.value.oneDigit.format(value);
export const fewDigits = (value: number): string => forms.value.fewDigits.format(value);

/** @param time Milliseconds since 1970. */
export const day = (time: number): string => forms.value.day.format(time);

/** A day with the time of day. @param time Milliseconds since 1970. */
export const moment = (time: number): string => forms.value.moment.format(time);

/** The number with the word for what is counted, in its singular or plural. */
export const counted = (count: number, one: string, other: string): string =>
  `${number(count)} ${forms.value.plurals.select(count) === 'one' ? one : other}`;

export function bytes(count: number): string {
  // The symbols are the same in every language.
  const units = ['kB', 'MB', 'GB'];
  if (count < 1000) return forms.value.bytes.format(count);
  let value = count / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 100 ? number(value) : oneDigit(value)} ${units[unit]}`;
}

export function duration(seconds: number): string {
  if (seconds < 1.5) return '1 s';
  if (seconds < 90) return `${number(seconds)} s`;
  return `${number(seconds / 60)} min`;
}

/** A share in per cent with two digits, rounded up: "at most" and "within" stay true. */
export function percent(share: number): string {
  const exact = Math.max(100 * share, 0.01);
  const step = 10 ** (Math.floor(Math.log10(exact)) - 1);
  return `${fewDigits(Math.ceil(exact / step - 1e-6) * step)} %`;
}

/** "33 %": whole percents. */
export const percentOf = (percents: number): string => `${number(percents)} %`;

/** "33 %" of `total`; never 100 before it is done. */
export const percentDone = (done: number, total: number): string => `${number(Math.floor((100 * done) / total))} %`;
