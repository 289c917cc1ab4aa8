/** Settings beyond the first ones, and presets. */
import { percentOf } from '../../numbers';

export const settings = {
  basics: 'Basics',
  likenessSection: 'Likeness',
  variantsSection: 'Flips, turns, close-ups',
  transparencySection: 'Transparency',

  likeness: 'Compare by',
  likenessName: { colour: 'Colour', layout: 'Colour and layout', detail: 'Every detail' },
  likenessHint: {
    colour: 'The mean colour of photo and cell. Quick, and smooth from afar.',
    layout: 'Where it is light and dark in photo and cell, too. Edges become clearer.',
    detail: 'Photo and cell point by point. The clearest edges, and slower with many photos.',
  },
  grey: 'Lightness only',
  greyHint: 'For a mosaic in black and white: colours do not count.',
  mirror: 'Mirrored',
  mirrorHint: 'A photo may stand mirrored where that fits better. Writing in it does, too.',
  turns: 'Turned',
  turnsHint: 'A photo may stand on its side or its head.',
  parts: 'Close-ups',
  partsHint: 'A part of a photo may stand for it: more to choose from, and slower.',
  transparentEmpty: 'Leave transparent cells empty',
  transparentEmptyHint:
    'Cells of which the target shows less than half stay free. For a target with a clear background.',

  colourSection: 'Colour',
  tone: 'Tiles in',
  toneName: { asIs: 'Their own colours', grey: 'Greyscale', sepia: 'Sepia' },
  toneHint: {
    asIs: 'Each tile has the colours of its photo.',
    grey: 'All tiles in black and white; only lightness is compared.',
    sepia: 'All tiles in the brown of old prints; only lightness is compared.',
  },
  percentOf,
  colourPull: 'Pull towards the target',
  colourPullHint: 'Tints each tile so that its mean colour comes closer to its place. Helps where photos are few.',
  overlay: 'Lay the target over',
  overlayHint: 'The target shines through all tiles. A little sharpens a face and is hardly seen.',

  shapeSection: 'Shape and edges',
  softEdges: 'Soft edges',
  softEdgesHint: 'Tiles become larger than their cells and fade into each other.',
  gap: 'Gaps',
  gapHint: 'Lines between the tiles, as wide as this part of a tile.',
  background: 'Colour of the gaps',
  backgroundHint: 'Seen where there are gaps.',
  brick: 'Offset like bricks',
  brickHint: 'Every other row begins half a tile earlier.',
  backToPlain: 'Back to plain',

  reset: 'Reset',
  presetLabel: 'Start from',
  presetName: {
    portrait: 'Portrait',
    print: 'Print poster',
    once: 'Every photo once',
    fast: 'Fast look',
  },
  presetHint: {
    portrait: 'For a face: clear edges, smaller tiles there, mirrored and gently tinted photos, repeats apart',
    print: 'More cells and larger tiles, to be looked at closely',
    once: 'As many cells as there are photos, and the best place for each',
    fast: 'Few cells and small tiles: a first impression',
  },
};
