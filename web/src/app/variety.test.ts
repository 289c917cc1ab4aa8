import { describe, expect, it } from 'vitest';
import type { MosaicFacts } from '../engine/types';
import { initialSettings, readSettings } from './settings';
import { wantsVariety } from './variety';

const read = readSettings(initialSettings);
if (!read.ok) throw new Error('the first settings are not usable');
const { options } = read;
const facts = (distinct: number, photos: number) => ({ distinct, photos }) as MosaicFacts;

describe('more variety is offered', () => {
  it('where a mosaic shows a few of many photos', () => {
    expect(wantsVariety(facts(6, 330), options)).toBe(true);
  });

  it('but not where it shows most of them, or there are few', () => {
    expect(wantsVariety(facts(200, 330), options)).toBe(false);
    expect(wantsVariety(facts(4, 20), options)).toBe(false);
  });

  it('nor where the person has said how often or how near photos may stand', () => {
    expect(wantsVariety(facts(6, 330), { ...options, matching: 'greedy' })).toBe(false);
    expect(wantsVariety(facts(6, 330), { ...options, maxUses: 5 })).toBe(false);
    expect(wantsVariety(facts(6, 330), { ...options, minDistance: 3 })).toBe(false);
  });
});
