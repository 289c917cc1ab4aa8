/** What a person should know before a file is written: what cannot work, and whether the photos are sharp enough. */
import type { ExportEstimate, ExportFormat } from '../engine/types';
import type { PrintPlan } from './print_size';

/** Pixels a side that a format can hold (core/mosaic/grid.h, core/codec/jpeg_writer.h). */
export const mostPixelsASide: Record<ExportFormat, number> = {
  png: 1_048_576,
  jpeg: 65_535,
  deepzoom: 1_048_576,
  webpage: 1_048_576,
};

/** Memory that is not for tiles, as a share of all. */
const otherMemory = 0.2;

export type Advice =
  | { readonly id: 'side_limit'; readonly most: number }
  | { readonly id: 'memory_limit'; readonly needed: number; readonly limit: number }
  | { readonly id: 'storage_limit'; readonly room: number }
  | { readonly id: 'all_sharp'; readonly photos: number }
  | {
      readonly id: 'some_sharp';
      readonly photos: number;
      readonly sharp: number;
      /** The largest size at which all would be, in pixels; null where there is none. */
      readonly upTo: { readonly width: number; readonly height: number } | null;
    };

export const exceedsSideLimit = ({ width, height }: PrintPlan, format: ExportFormat): boolean =>
  Math.max(width, height) > mostPixelsASide[format];

/** @param room bytes that the browser still grants to files of this page; null where it does not say. */
export function saveAdvice(
  plan: PrintPlan,
  format: ExportFormat,
  estimate: ExportEstimate | null,
  room: number | null,
): readonly Advice[] {
  if (exceedsSideLimit(plan, format)) return [{ id: 'side_limit', most: mostPixelsASide[format] }];
  if (estimate === null) return [];
  const { bytes, photos, sharp, allSharpWidth, tileBytes, memoryLimit } = estimate;
  const advice: Advice[] = [];
  if (tileBytes > memoryLimit * (1 - otherMemory)) {
    advice.push({ id: 'memory_limit', needed: tileBytes, limit: memoryLimit });
  }
  if (room !== null && bytes > room) advice.push({ id: 'storage_limit', room });
  if (sharp === photos) return [...advice, { id: 'all_sharp', photos }];
  const scale = allSharpWidth / plan.tileWidth;
  const upTo =
    allSharpWidth > 0 ? { width: Math.floor(plan.width * scale), height: Math.floor(plan.height * scale) } : null;
  return [...advice, { id: 'some_sharp', photos, sharp, upTo }];
}
