/** Numbers as a person reads them, with what they count. */

const locale = 'en';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
export const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
export const fewDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
export const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

export const number = (value: number): string => whole.format(value);

const plurals = new Intl.PluralRules(locale);
export const counted = (count: number, one: string, other: string): string =>
  `${number(count)} ${plurals.select(count) === 'one' ? one : other}`;

export const photosCounted = (count: number): string => counted(count, 'photo', 'photos');
export const filesCounted = (count: number): string => counted(count, 'file', 'files');
export const duplicatesCounted = (count: number): string => counted(count, 'duplicate', 'duplicates');
export const times = (count: number): string => counted(count, 'time', 'times');
export const cellsCounted = (count: number): string => counted(count, 'cell', 'cells');

export function bytes(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${(unit === 0 || value >= 100 ? whole : oneDigit).format(value)} ${units[unit]}`;
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
  return `${fewDigits.format(Math.ceil(exact / step - 1e-6) * step)} %`;
}
