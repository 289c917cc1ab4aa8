/** The shape of cells. */
export const cells = {
  cellShape: 'Cell shape',
  cellShapeName: {
    square: 'Square',
    '4:3': '4 : 3, wide',
    '3:4': '3 : 4, tall',
    '3:2': '3 : 2, wide',
    '2:3': '2 : 3, tall',
    '16:9': '16 : 9, wide',
    own: 'Your own',
  },
  cellShapeHint: 'Of a photo as much is shown as goes into the shape. Take that of most of your photos.',
  shapeAcross: 'Shape, across',
  shapeAcrossHint: 'So many parts across to so many down: only the ratio counts.',
  shapeDown: 'Shape, down',
  shapeDownHint: 'For example 5 across and 7 down, for upright prints.',
  badShape: (name: string, least: number, most: number) =>
    `“${name}” is a whole number from ${least} to ${most}, and one of the two at most 8 times the other.`,
};
