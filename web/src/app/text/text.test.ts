import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../engine/types';
import { bytes } from '../numbers';
import type { Work } from '../work';
import { noticeText, progressFigures } from '.';

const work = (parts: Partial<Work>): Work => ({
  kind: 'photos',
  done: 212,
  total: 330,
  startedAt: 0,
  now: 7000,
  cancelling: false,
  gap: null,
  settling: false,
  ...parts,
});

describe('progress', () => {
  it('is told in photos and in time', () => {
    expect(progressFigures(work({}))).toBe('212 of 330 photos, about 4 s left');
    expect(progressFigures(work({ done: 0, total: 1 }))).toBe('0 of 1 photo');
  });

  it('is told in percent where the units mean nothing to a person', () => {
    expect(progressFigures(work({ kind: 'match', done: 1, total: 3, now: 0 }))).toBe('33 %');
  });

  it('says that it stops when Cancel was pressed', () => {
    expect(progressFigures(work({ cancelling: true }))).toBe('Stopping …');
  });
});

describe('messages', () => {
  const codes: readonly FailureCode[] = [
    'unsupported',
    'corrupt',
    'too_large',
    'out_of_memory',
    'cancelled',
    'invalid_argument',
    'io',
  ];

  it.each(codes)('about a target that failed (%s) name the file, say what to do, and what stays', (code) => {
    const message = noticeText({ id: 'target_failed', name: 'IMG_1.HEIC', code, detail: 'x', kept: 'boat.jpg' });
    expect(message).toContain('“IMG_1.HEIC”');
    expect(message).toContain('“boat.jpg” stays the target.');
  });

  it('name just what is missing', () => {
    const missing = (photos: boolean, target: boolean) => noticeText({ id: 'missing', photos, target });
    expect(missing(true, true)).toMatch(/photos.*target picture/);
    expect(missing(true, false)).toMatch(/^Photos are missing/);
    expect(missing(false, true)).toMatch(/^The target picture is missing/);
  });

  it('count in the singular where there is one', () => {
    expect(noticeText({ id: 'photos_added', added: 1, photos: 1, skipped: 1, duplicates: 1 })).toBe(
      '1 photo ready. 1 duplicate found. 1 file could not be used; see the list.',
    );
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1500, '1.5 kB'],
    [22_000_000, '22 MB'],
    [1_602_000_000, '1.6 GB'],
  ])('%d is %s', (count, expected) => {
    expect(bytes(count)).toBe(expected);
  });
});
