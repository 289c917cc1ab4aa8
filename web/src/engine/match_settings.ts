/** The options of a mosaic as the module takes them: defaults filled in, lists as numbers. */
import { unsaidMosaicOptions } from './defaults';
import {
  EngineError,
  type Likeness,
  type Mask,
  type Matching,
  type MosaicOptions,
  type Preparation,
  type VariantKinds,
  type VariantName,
} from './types';

/** wasm/match_bindings.cpp. */
export interface CoreMatchSettings {
  readonly cellsAcross: number;
  readonly tileSize: number;
  readonly tileHeight: number;
  readonly matching: number;
  readonly keepDuplicates: boolean;
  readonly maxUses: number;
  readonly minDistance: number;
  readonly likeness: Likeness;
  readonly variants: VariantKinds;
  readonly preparation: Preparation;
  /** Cell, photo and variant in turn. */
  readonly pins: Uint32Array;
  readonly banned: Uint32Array;
  /** Photo and uses in turn. */
  readonly photoLimits: Uint32Array;
  readonly leaveTransparentEmpty: boolean;
  readonly brick: boolean;
  readonly only: Mask | null;
  readonly finer: Mask | null;
  readonly outsideShowsTarget: boolean;
}

/** core/match/constrained_matcher.h. */
const matchingNumber: Record<Matching, number> = { nearest: 0, greedy: 1, optimal: 2 };

/** Numbers of variants by their names. */
export type VariantNumbers = ReadonlyMap<VariantName, number>;

/** @throws EngineError where there is no such variant. */
export function variantNumber(numbers: VariantNumbers, name: VariantName): number {
  const number = numbers.get(name);
  if (number === undefined) throw new EngineError('invalid_argument', `There is no variant "${name}" of a photo.`);
  return number;
}

/** @throws EngineError where a pin names a variant that there is not. */
export function matchSettings(options: MosaicOptions, numbers: VariantNumbers): CoreMatchSettings {
  const { pins, photoLimits, banned, outside, ...settings } = { ...unsaidMosaicOptions, ...options };
  return {
    ...settings,
    tileHeight: options.tileHeight ?? options.tileSize,
    matching: matchingNumber[options.matching],
    pins: Uint32Array.from(
      pins.flatMap(({ cell, photo, variant = 'plain' }) => [cell, photo, variantNumber(numbers, variant)]),
    ),
    banned: Uint32Array.from(banned),
    outsideShowsTarget: outside === 'target',
    photoLimits: Uint32Array.from(photoLimits.flatMap(({ photo, maxUses }) => [photo, maxUses])),
  };
}
