import { describe, expect, it } from 'vitest';
import type { MosaicFacts } from '../../engine/types';
import type { Box } from '../viewer/geometry';
import { ease, flightTo, frames, framesASecond, levelFor, middleCell, regionOf, videoSize, viewAt } from './flight';

/** 100 × 75 cells, square ones. */
const facts = {
  columns: 100,
  rows: 75,
  brick: false,
  blocks: 1,
  tileWidth: 32,
  tileHeight: 32,
  width: 3200,
  height: 2400,
  finest: { width: 51_200, height: 38_400 },
} as MosaicFacts;

const cell = { column: 80, row: 10 };
const flight = flightTo(facts, cell);
const views = Array.from({ length: frames }, (_, frame) => viewAt(flight, frame));

const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - 1e-6 &&
  inner.y >= outer.y - 1e-6 &&
  inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-6;

describe('a video', () => {
  it.each([
    [4000, 3000, 960, 720],
    [3000, 4000, 720, 960],
    [1920, 1080, 1280, 720],
    [500, 500, 720, 720],
    [10_000, 1000, 1280, 128],
  ])('of a picture of %d × %d has its shape and even sides', (width, height, wide, high) => {
    expect(videoSize({ width, height })).toEqual({ width: wide, height: high });
  });

  it('begins with the whole picture and ends in one tile', () => {
    expect(views[0]).toEqual({ x: 0, y: 0, width: 51_200, height: 38_400 });
    const tile = { x: 80 * 512, y: 10 * 512, width: 512, height: 512 };
    const last = views.at(-1) as Box;
    expect(isWithin(last, tile)).toBe(true);
    expect(last.width).toBeCloseTo(512);
    expect(last.width / last.height).toBeCloseTo(4 / 3);
  });

  it('shows what it has shown before, nearer', () => {
    for (const [frame, view] of views.entries()) {
      const before = views[frame - 1];
      if (before) expect(isWithin(view, before), `frame ${frame}`).toBe(true);
      expect(view.width / view.height).toBeCloseTo(4 / 3);
    }
  });

  it('comes nearer by the same factor each second, but for its start and end', () => {
    const factor = (frame: number): number => (views[frame]?.width ?? 0) / (views[frame + framesASecond]?.width ?? 1);
    const middle = Math.round(frames / 2) - framesASecond;
    expect(factor(middle)).toBeCloseTo(factor(middle + 10), 6);
    expect(factor(0)).toBeLessThan(factor(middle));
    expect(factor(frames - 2 * framesASecond)).toBeLessThan(factor(middle));
    expect(views[frames - framesASecond]?.width).toBeCloseTo(views.at(-1)?.width ?? 0);
  });

  it('is of one view where the mosaic is one tile', () => {
    const one = { ...facts, columns: 1, rows: 1, width: 32, height: 24, finest: { width: 512, height: 384 } };
    const still = flightTo(one, middleCell(one));
    expect(viewAt(still, 0)).toEqual(viewAt(still, frames));
  });

  it('ends in the middle where nothing else is said', () => {
    expect(middleCell(facts)).toEqual({ column: 50, row: 37 });
  });
});

describe('the speed', () => {
  it('goes from rest to rest without a jump', () => {
    const steps = Array.from({ length: 101 }, (_, i) => ease(i / 100));
    expect([steps[0], steps[50], steps[100]]).toEqual([0, 0.5, 1]);
    const speeds = steps.slice(1).map((at, i) => at - (steps[i] ?? 0));
    const changes = speeds.slice(1).map((speed, i) => Math.abs(speed - (speeds[i] ?? 0)));
    expect(Math.max(...changes)).toBeLessThan(0.001);
    expect(Math.min(...speeds)).toBeGreaterThan(0);
  });
});

describe('the regions of a flight', () => {
  it('have at least the pixels of the video, as long as there are so many, and at most twice as many', () => {
    for (const view of views) {
      const level = levelFor(view, 960);
      const density = view.width / 2 ** level / 960;
      expect(density).toBeLessThan(2);
      if (level > 0) expect(density).toBeGreaterThanOrEqual(1);
    }
  });

  it('cover what is seen, and lie in their level', () => {
    for (const view of views) {
      const level = levelFor(view, 960);
      const { x, y, width, height } = regionOf(view, level, facts.finest);
      const scale = 2 ** level;
      expect(isWithin(view, { x: x * scale, y: y * scale, width: width * scale, height: height * scale })).toBe(true);
      expect(x + width).toBeLessThanOrEqual(Math.ceil(facts.finest.width / scale));
      expect(y + height).toBeLessThanOrEqual(Math.ceil(facts.finest.height / scale));
    }
  });
});
