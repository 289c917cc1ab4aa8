import { describe, expect, it } from 'vitest';
import { inUnit, type PrintSettings, planPrint, printedSize, readDots, readLength, shownLength } from './print_size';

const made = { width: 960, height: 720, columns: 30, brick: false };
const asMade: PrintSettings = { sizing: 'made', side: 'width', length: '', dotsPerInch: '' };
const wide = (length: string, dotsPerInch = '100'): PrintSettings => ({
  sizing: 'cm',
  side: 'width',
  length,
  dotsPerInch,
});

describe('how large a mosaic becomes in its file', () => {
  it('is as it was made, if nothing else is asked for', () => {
    expect(planPrint(asMade, made)).toEqual({ tileWidth: 32, width: 960, height: 720, dotsPerInch: 0 });
    expect(planPrint({ ...asMade, dotsPerInch: '300' }, made)).toMatchObject({ width: 960, dotsPerInch: 300 });
  });

  it('meets a size on paper exactly, with tiles of whole pixels', () => {
    const plan = planPrint(wide('20'), made);
    expect(plan).toMatchObject({ tileWidth: 26, width: 780, height: 585 });
    expect(plan?.dotsPerInch).toBeCloseTo(99.06, 6);
    expect(printedSize({ width: 780, height: 585 }, plan?.dotsPerInch ?? 0)?.width).toBeCloseTo(20, 6);
  });

  it('is the same in inches, and from its height', () => {
    const tall: PrintSettings = { ...wide('15'), side: 'height' };
    expect(planPrint(tall, made)?.tileWidth).toBe(planPrint(wide('20'), made)?.tileWidth);
    expect(planPrint(tall, made)?.dotsPerInch).toBeCloseTo(99.06, 6);
    expect(planPrint({ ...tall, sizing: 'inch', length: '7.5' }, made)).toMatchObject({ width: 990, height: 743 });
  });

  it('is half a tile less where rows are offset like bricks', () => {
    const bricks = { width: 944, height: 708, columns: 30, brick: true };
    expect(planPrint(asMade, bricks)).toMatchObject({ tileWidth: 32, width: 944, height: 708 });
    const twice: PrintSettings = { ...wide('1888', ''), sizing: 'px' };
    expect(planPrint(twice, bricks)).toMatchObject({ tileWidth: 64, width: 1888, height: 1416 });
  });

  it('may be a number of pixels, whatever the dots', () => {
    const pixels: PrintSettings = { ...wide('3000', ''), sizing: 'px' };
    expect(planPrint(pixels, made)).toEqual({ tileWidth: 100, width: 3000, height: 2250, dotsPerInch: 0 });
    expect(planPrint({ ...pixels, length: '1' }, made)).toMatchObject({ tileWidth: 1, width: 30 });
    expect(readLength({ ...pixels, length: '30.5' })).toBeNull();
  });

  it('is nothing while a field holds nonsense', () => {
    expect(planPrint(wide(''), made)).toBeNull();
    expect(planPrint(wide('0'), made)).toBeNull();
    expect(planPrint(wide('-20'), made)).toBeNull();
    expect(planPrint(wide('20', ''), made)).toBeNull();
    expect(planPrint(wide('20', '2401'), made)).toBeNull();
    expect(readDots(asMade)).toBe(0);
    expect(readLength(wide('20,5'))).toBe(20.5);
  });

  it('shows the side that was not typed as the mosaic has it', () => {
    expect(shownLength(wide('20'), made, 'width')).toBe('20');
    expect(shownLength(wide('20'), made, 'height')).toBe('15');
    expect(shownLength(wide('x'), made, 'height')).toBe('');
  });

  it('stays the same when its unit changes', () => {
    const inches = { ...wide('20'), ...inUnit(wide('20'), made, 'inch') };
    expect(planPrint(inches, made)?.width).toBe(780);
    expect(inUnit(asMade, made, 'cm')).toEqual({ sizing: 'cm', side: 'width', length: '12.2', dotsPerInch: '200' });
    expect(inUnit(wide('20'), made, 'px')).toEqual({ sizing: 'px', side: 'width', length: '780' });
    expect(inUnit(wide('20'), made, 'made')).toEqual({ sizing: 'made' });
  });
});
