import { describe, expect, it } from 'vitest';
import { expectedSize, initialSettings, readSettings, type Settings, sameOptions } from './settings';

const target = { width: 400, height: 300 };

const options = {
  cellsAcross: 100,
  tileSize: 32,
  matching: 'nearest',
  keepDuplicates: false,
  maxUses: 0,
  minDistance: 0,
} as const;

describe('settings', () => {
  it('are read as whole numbers within their ranges, both ends included', () => {
    const read = (cellsAcross: string, tileSize = '32') =>
      readSettings({ ...initialSettings, cellsAcross, tileSize, matching: 'greedy', keepDuplicates: true });
    expect(read('100')).toEqual({
      ok: true,
      options: { ...options, matching: 'greedy', keepDuplicates: true },
    });
    for (const good of ['1', '2000', ' 12 ']) expect(read(good).ok).toBe(true);
    for (const bad of ['', '0', '2001', '-5', '1.5', '1e2', 'ten', '٣']) {
      expect(read(bad)).toEqual({ ok: false, setting: 'cellsAcross' });
    }
    for (const bad of ['3', '513']) expect(read('100', bad)).toEqual({ ok: false, setting: 'tileSize' });
  });

  it('set no limit where its field is empty, and refuse what is no limit', () => {
    const read = (limits: Partial<Settings>) => readSettings({ ...initialSettings, ...limits });
    expect(read({ maxUses: ' ', minDistance: '' })).toMatchObject({ options: { maxUses: 0, minDistance: 0 } });
    expect(read({ maxUses: '3', minDistance: '5' })).toMatchObject({ options: { maxUses: 3, minDistance: 5 } });
    for (const bad of ['0', '1.5', '-1', 'x', '1000001']) {
      expect(read({ maxUses: bad })).toEqual({ ok: false, setting: 'maxUses' });
    }
    for (const bad of ['0', '2001']) expect(read({ minDistance: bad })).toEqual({ ok: false, setting: 'minDistance' });
  });

  it('do not mind the limit of uses where each photo is used once anyway', () => {
    for (const matching of ['greedy', 'optimal'] as const) {
      for (const maxUses of ['3', 'x']) {
        const read = readSettings({ ...initialSettings, matching, maxUses, minDistance: '5' });
        expect(read).toMatchObject({ ok: true, options: { matching, maxUses: 0, minDistance: 5 } });
      }
    }
  });
});

describe('the shape of cells', () => {
  const read = (shape: Partial<Settings>) => readSettings({ ...initialSettings, tileSize: '60', ...shape });

  it('says how high tiles are, unless they are square', () => {
    expect(read({})).toMatchObject({ ok: true, options: { tileSize: 60 } });
    expect(read({})).not.toHaveProperty('options.tileHeight');
    expect(read({ cellShape: '3:2' })).toMatchObject({ options: { tileSize: 60, tileHeight: 40 } });
    const own = { cellShape: 'own', shapeAcross: '5', shapeDown: '7' } as const;
    expect(read(own)).toMatchObject({ options: { tileHeight: 84 } });
  });

  it('of one’s own has two whole numbers, neither far from the other; another one does not mind them', () => {
    const own = (shapeAcross: string, shapeDown: string) => read({ cellShape: 'own', shapeAcross, shapeDown });
    expect(own('', '7')).toEqual({ ok: false, setting: 'shapeAcross' });
    expect(own('5', '0')).toEqual({ ok: false, setting: 'shapeDown' });
    expect(own('1', '9')).toEqual({ ok: false, setting: 'shapeDown' });
    expect(read({ cellShape: '3:2', shapeAcross: '', shapeDown: 'x' }).ok).toBe(true);
  });

  it('decides how many rows there are', () => {
    const wide = { ...options, tileSize: 60, tileHeight: 40 };
    expect(expectedSize(target, wide)).toEqual({ columns: 100, rows: 113, width: 6000, height: 4500 });
  });
});

describe('the expected size', () => {
  it('keeps the shape of the target and counts a partial last row', () => {
    expect(expectedSize(target, options)).toEqual({ columns: 100, rows: 75, width: 3200, height: 2400 });
    expect(expectedSize({ width: 100, height: 33 }, { ...options, cellsAcross: 10, tileSize: 10 })).toEqual({
      columns: 10,
      rows: 4,
      width: 100,
      height: 33,
    });
  });

  it('has a row for a target that is as flat as can be', () => {
    expect(expectedSize({ width: 30000, height: 1 }, { ...options, cellsAcross: 1, tileSize: 4 }).rows).toBe(1);
  });
});

it('options are the same where they say the same, in lists too, and where both leave something out', () => {
  expect(sameOptions(options, { ...options })).toBe(true);
  expect(sameOptions({ ...options, banned: [3] }, { ...options, banned: [3] })).toBe(true);
  expect(sameOptions({ ...options, banned: [3] }, { ...options, banned: [4] })).toBe(false);
  expect(sameOptions(options, { ...options, banned: [3] })).toBe(false);
  expect(sameOptions({ ...options, banned: [3] }, options)).toBe(false);
});
