/**
 * The way of a video: from the whole picture to one tile, as if one flew towards it. Each second comes nearer by the
 * same factor, but for a soft start and end; what is seen is always a part of what was seen before. Pure.
 */
import type { MosaicFacts } from '../../engine/types';
import { type Box, type Cell, cellBox, leaderOf } from '../viewer/geometry';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is seen at the start and at the end, in pixels of the finest level. */
export interface Flight {
  readonly from: Box;
  readonly to: Box;
}

export const framesASecond = 30;
/** Seconds: the whole picture stands still, the flight, the tile stands still. */
const stillBefore = 0.6;
const flying = 5.4;
const stillAfter = 1;
export const seconds = stillBefore + flying + stillAfter;
export const frames = Math.round(seconds * framesASecond);

/** Pixels of the longer and the shorter side at most. */
const mostLong = 1280;
const mostShort = 720;
/** Encoders want whole blocks of colours. */
const even = (side: number): number => Math.max(16, 2 * Math.round(side / 2));

/** Of the picture's shape. */
export function videoSize({ width, height }: Size): Size {
  const scale = Math.min(mostLong / Math.max(width, height), mostShort / Math.min(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

/** The cell in the middle. */
export const middleCell = (facts: MosaicFacts): Cell =>
  leaderOf(facts, { column: Math.floor(facts.columns / 2), row: Math.floor(facts.rows / 2) });

/** To as much of a cell as has the shape of the video. */
export function flightTo(facts: MosaicFacts, cell: Cell): Flight {
  const from = { x: 0, y: 0, ...facts.finest };
  const box = cellBox(facts, from, cell);
  const scale = Math.min(box.width / from.width, box.height / from.height);
  const width = from.width * scale;
  const height = from.height * scale;
  return { from, to: { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height } };
}

/** Part of the flight in which it becomes faster, and slower again. */
const ramp = 0.25;

/** How far one has come, 0 to 1, after a part of the time. */
export function ease(part: number): number {
  if (part > 0.5) return 1 - ease(1 - part);
  const scale = 1 / (1 - ramp);
  return part < ramp ? (scale * part * part) / (2 * ramp) : scale * (part - ramp / 2);
}

/** What is seen in a frame. */
export function viewAt({ from, to }: Flight, frame: number): Box {
  const part = (frame / framesASecond - stillBefore) / flying;
  const come = ease(Math.min(1, Math.max(0, part)));
  const width = from.width * (to.width / from.width) ** come;
  // The upper left corner keeps in step with the size, so that the flight is straight.
  const gone = from.width === to.width ? 0 : (from.width - width) / (from.width - to.width);
  const between = (a: number, b: number): number => a + (b - a) * gone;
  return {
    x: between(from.x, to.x),
    y: between(from.y, to.y),
    width,
    height: (from.height * width) / from.width,
  };
}

/** The level of the mosaic that has as many pixels as a video of that width shows of a view, or up to twice as many. */
export const levelFor = (view: Box, width: number): number => Math.max(0, Math.floor(Math.log2(view.width / width)));

/** The pixels of a level that a view covers, whole ones. */
export function regionOf(view: Box, level: number, finest: Size): Box {
  const halved = (side: number): number => Math.ceil(side / 2 ** level);
  const x = Math.max(0, Math.floor(view.x / 2 ** level));
  const y = Math.max(0, Math.floor(view.y / 2 ** level));
  const right = Math.min(halved(finest.width), Math.ceil((view.x + view.width) / 2 ** level));
  const bottom = Math.min(halved(finest.height), Math.ceil((view.y + view.height) / 2 ** level));
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}
