/** Settings beyond the first ones, and presets. */
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

  reset: 'Reset',
  presetLabel: 'Start from',
  presetName: {
    portrait: 'Portrait',
    print: 'Print poster',
    once: 'Every photo once',
    fast: 'Fast look',
  },
  presetHint: {
    portrait: 'For a face: clear edges, mirrored photos, repeats apart',
    print: 'More cells and larger tiles, to be looked at closely',
    once: 'As many cells as there are photos, and the best place for each',
    fast: 'Few cells and small tiles: a first impression',
  },
};
