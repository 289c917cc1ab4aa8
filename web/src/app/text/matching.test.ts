import { describe, expect, it } from 'vitest';
import type { Matching, MosaicFacts, MosaicOptions } from '../../engine/types';
import { percent } from '../numbers';
import type { Work } from '../work';
import { matchFigures, text } from '.';

const { costText, repeatsText, verdict } = text;

const facts = (parts: Partial<MosaicFacts> = {}): MosaicFacts => ({
  revision: 1,
  finest: { width: 6400, height: 4800 },
  tileWidth: 32,
  tileHeight: 32,
  columns: 20,
  rows: 15,
  brick: false,
  blocks: 1,
  leaderOfCell: null,
  cells: 300,
  width: 640,
  height: 480,
  photos: 330,
  distinct: 300,
  largestUse: 1,
  useLimit: 1,
  leastDistance: 0,
  raisedOwnLimit: 0,
  usesOver: 0,
  pairsTooClose: 0,
  totalCost: 12.34567,
  gap: null,
  optimal: false,
  seconds: 0.1,
  ...parts,
});

const options = (matching: Matching, limits: Partial<MosaicOptions> = {}): MosaicOptions => ({
  cellsAcross: 20,
  tileSize: 32,
  matching,
  keepDuplicates: false,
  maxUses: 0,
  minDistance: 0,
  ...limits,
});

describe('a share', () => {
  it.each([
    [0.0031, '0.31 %'],
    [0.00801, '0.81 %'],
    [0.008, '0.8 %'],
    [0.123, '13 %'],
    [0.99, '99 %'],
    [1e-9, '0.01 %'],
  ])('of %d is within %s: never less than it is', (share, said) => {
    expect(percent(share)).toBe(said);
  });
});

describe('the progress of a matching', () => {
  const work: Work = {
    kind: 'match',
    done: 30,
    total: 100,
    startedAt: 0,
    now: 9000,
    cancelling: false,
    gap: null,
    settling: false,
  };

  it('is a share of the cells and a time where both can be known', () => {
    expect(matchFigures(work, ', about 2 s left')).toBe('30 %, about 2 s left');
  });

  it('is how near the best it has come, once that is known, and no time that nobody knows', () => {
    expect(matchFigures({ ...work, gap: 1 }, ', about 2 s left')).toBe('30 %');
    expect(matchFigures({ ...work, gap: 0.0079 }, ', about 2 s left')).toBe('within 0.79 % of the best possible');
  });

  it('is nearly over when all cells are done, or it was settled', () => {
    expect(matchFigures({ ...work, done: 100 }, '')).toBe('Finishing …');
    expect(matchFigures({ ...work, gap: 0.01, settling: true }, '')).toBe('Finishing …');
  });
});

describe('the sentence on a mosaic', () => {
  it('says that an optimum is proven, or how near to it', () => {
    const asked = options('optimal');
    expect(verdict(facts({ gap: 0, optimal: true }), asked)).toEqual(['The best possible assignment: proven.']);
    expect(verdict(facts({ gap: 0.0029 }), asked)).toEqual(['Within 0.29 % of the best possible.']);
    expect(costText(facts({ gap: 0, optimal: true }), asked)).toBe('12.35, proven the least');
    expect(costText(facts({ gap: 0.0029 }), asked)).toBe('12.35, within 0.29 % of the least');
  });

  it('claims no proof where nobody asked for the optimum', () => {
    expect(verdict(facts({ gap: 0, optimal: true }), options('nearest'))).toEqual([]);
    expect(verdict(facts(), options('greedy'))).toEqual([]);
    expect(costText(facts(), options('greedy'))).toBe('12.35');
  });

  it('says what limits cost against free repeats', () => {
    expect(costText(facts({ gap: 0.61 }), options('greedy'))).toBe('12.35, at most 61 % less with free repeats');
    expect(costText(facts({ gap: 0.2, useLimit: 3 }), options('nearest', { maxUses: 3, minDistance: 4 }))).toBe(
      '12.35, at most 20 % less with free repeats',
    );
    expect(costText(facts({ gap: 0, optimal: true }), options('greedy'))).toBe('12.35');
  });

  it('says what could not be kept, and by how much', () => {
    const asked = options('nearest', { maxUses: 2, minDistance: 20 });
    const uses = facts({ usesOver: 6840, largestUse: 23, useLimit: 23 });
    expect(verdict(uses, asked)).toEqual([
      'There are too few photos to use each at most 2 times: they are used up to 23 times.',
    ]);
    const near = facts({ pairsTooClose: 1204, leastDistance: 10 });
    expect(verdict(near, asked)).toEqual([
      'Equal photos could not all be kept 20 cells apart: 1,204 pairs are nearer, the nearest 10.',
    ]);
    expect(repeatsText(near, asked)).toBe('10 or more, not 20');
  });

  it('says what it costs to keep repeats apart', () => {
    const kept = facts({ gap: 0.14, leastDistance: 5, useLimit: 0 });
    expect(verdict(kept, options('nearest', { minDistance: 5 }))).toEqual([]);
    expect(costText(kept, options('nearest', { minDistance: 5 }))).toBe('12.35, 14 % of it for that distance');
    expect(repeatsText(kept, options('nearest', { minDistance: 5 }))).toBe('5 or more');
    expect(repeatsText(facts({ leastDistance: 1 }), options('nearest'))).toBe('side by side');
  });
});
