/** What the viewer says: of looking closer, and of a tile. */
import { counted, number } from '../../numbers';

export const viewer = {
  zoomLabel: 'Look closer: arrow keys move, plus and minus zoom, 0 shows everything, Enter chooses a tile',
  viewerTools: 'Look closer',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomHome: 'See it whole',
  zoomActual: 'Full size',
  fullScreen: 'Full screen',
  compare: 'Compare with target',
  compareSplit: 'Mosaic on the left, target on the right',

  tilePanel: 'Tile',
  tileAsShown: 'As it stands here',
  tileChosen: (name: string, column: number, row: number) =>
    `${name}, column ${number(column)}, row ${number(row)}. Enter tells more, Escape goes back.`,
  tilePlace: (column: number, row: number, others: number) =>
    others === 0
      ? `Column ${number(column)}, row ${number(row)}; used only here.`
      : `Column ${number(column)}, row ${number(row)}; and ${counted(others, 'other place', 'other places')}, outlined in the picture.`,
  taken: (day: string) => `taken on ${day}`,
  fileOf: (day: string) => `file of ${day}`,
  tilePin: 'Pin here',
  tileUnpin: 'Unpin',
  tileLess: 'Use less often',
  tileMore: 'Use more often',
  tileBan: 'Never use this photo',
  tileOriginal: 'Show the original',
  tileOwnLimit: (uses: number) => `At most ${counted(uses, 'place', 'places')}.`,
  tileNoLimit: 'As often as others',
  tileOffers: 'Swap with one that fits as well',
  tileSwap: (name: string) => `Put ${name} here`,
};
