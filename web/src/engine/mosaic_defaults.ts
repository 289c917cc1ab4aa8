/** What a mosaic is made with where nothing else is said. */
import type { MosaicOptions } from './types';

type Optional = 'likeness' | 'variants' | 'pins' | 'banned' | 'photoLimits' | 'leaveTransparentEmpty';

export const mosaicDefaults: Required<Pick<MosaicOptions, Optional>> = {
  likeness: { descriptor: 'mean', structure: 0.5, grey: false },
  variants: { mirror: false, turns: false, parts: false },
  pins: [],
  banned: [],
  photoLimits: [],
  leaveTransparentEmpty: false,
};
