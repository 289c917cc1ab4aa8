import { describe, expect, it } from 'vitest';
import type { MosaicFacts } from '../engine/types';
import { initialSettings, readSettings } from './settings';
import { monotonyOf } from './variety';

const read = readSettings(initialSettings);
if (!read.ok) throw new Error('the first settings are not usable');
const { options } = read;
const facts = (distinct: number, photos: number, largestUse = 100) =>
  ({ distinct, photos, cells: 7500, largestUse }) as MosaicFacts;

describe('more variety is offered', () => {
  it('where a mosaic shows a few of many photos', () => {
    expect(monotonyOf(facts(6, 330), options)).toBe('few');
  });

  it('where one photo fills much of it', () => {
    expect(monotonyOf(facts(200, 330, 1600), options)).toBe('one');
  });

  it('but not where it shows most of them, or there are few', () => {
    expect(monotonyOf(facts(200, 330), options)).toBeNull();
    expect(monotonyOf(facts(4, 20), options)).toBeNull();
  });

  it('nor where the person has said how often or how near photos may stand', () => {
    expect(monotonyOf(facts(6, 330), { ...options, matching: 'greedy' })).toBeNull();
    expect(monotonyOf(facts(6, 330), { ...options, maxUses: 5 })).toBeNull();
    expect(monotonyOf(facts(6, 330), { ...options, minDistance: 3 })).toBeNull();
  });
});
