/** Marking areas of the target. */
import { percentOf } from '../../numbers';

export const marking = {
  marking: 'Mark areas',
  markFor: 'What the mark is for',
  maskName: { finer: 'Smaller tiles here', only: 'Tiles only here' },
  maskHint: {
    finer: 'Paint over what is to be finer, such as a face: its tiles become half as wide.',
    only: 'Paint over what is to be made of tiles. There will be none around it.',
  },
  maskSurface: { finer: 'Paint where tiles are smaller', only: 'Paint where tiles are' },
  maskKeys:
    'With keys: arrows move the brush, with Shift a little; Space paints, held while it moves a line; plus and minus change its size.',
  brush: 'Brush',
  rubber: 'Rubber',
  brushSize: 'Brush size',
  suggestMask: 'Suggest',
  invertMask: 'Invert',
  clearMask: 'Clear',
  markedNothing: {
    finer: 'Nothing is marked: all tiles are as large.',
    only: 'Nothing is marked: tiles are everywhere.',
  },
  markedPart: (part: number) => `${percentOf(Math.max(1, 100 * part))} of the picture is marked.`,
  nothingMarked:
    '“Tiles only here” leaves no cell: of none is half or more marked. Mark a larger area on the target, or clear the mark.',
  outside: 'Around it',
  outsideName: { target: 'The picture itself', empty: 'Nothing' },
  finerRefused: 'Smaller tiles do not go with soft edges or with rows like bricks.',
  allowFiner: 'Hard edges, straight rows',
  refusedByFiner: 'Not while smaller tiles are marked on the target.',
  expectedFiner: 'Where smaller tiles are marked, a cell is four.',
  evenTiles: (size: string) => `To be halved where smaller tiles are marked, tiles are ${size}.`,
  maskStep: {
    finer: {
      paint: 'Mark finer cells',
      rub: 'Rub out finer cells',
      suggest: 'Suggest finer cells',
      clear: 'Clear finer cells',
      invert: 'Invert finer cells',
    },
    only: {
      paint: 'Mark where tiles are',
      rub: 'Rub out tiles',
      suggest: 'Suggest where tiles are',
      clear: 'Tiles everywhere',
      invert: 'Invert where tiles are',
    },
  },
};
