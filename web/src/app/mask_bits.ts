/** Masks as a project file holds them: a bit for each pixel, row after row, the first in the lowest bit; in base64. */
import type { Mask } from '../engine/types';
import { fromBase64, toBase64 } from './base64';

export interface MaskBits {
  readonly width: number;
  readonly height: number;
  readonly bits: string;
}

const half = 128;

export function packMask({ width, height, coverage }: Mask): MaskBits {
  const bytes = new Uint8Array(Math.ceil(coverage.length / 8));
  coverage.forEach((value, i) => {
    if (value >= half) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return { width, height, bits: toBase64(bytes) };
}

/** Null where the bits are not those of so many pixels. */
export function unpackMask({ width, height, bits }: MaskBits): Mask | null {
  const bytes = fromBase64(bits);
  if (bytes === null || bytes.length !== Math.ceil((width * height) / 8)) return null;
  const coverage = new Uint8Array(width * height).map((_, i) => ((bytes[i >> 3] ?? 0) & (1 << (i & 7)) ? 255 : 0));
  return { width, height, coverage };
}
