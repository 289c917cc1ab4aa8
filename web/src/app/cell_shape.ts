/** The shape of cells, and of the tiles in them. */

export const cellShapes = ['square', '4:3', '3:4', '3:2', '2:3', '16:9', 'own'] as const;
export type CellShape = (typeof cellShapes)[number];

/** One side is at most so many times as long as the other. */
export const longestShape = 8;

const sides: Record<Exclude<CellShape, 'own'>, readonly [number, number]> = {
  square: [1, 1],
  '4:3': [4, 3],
  '3:4': [3, 4],
  '3:2': [3, 2],
  '2:3': [2, 3],
  '16:9': [16, 9],
};

/** The height of a tile of that width, in whole pixels; null where the shape is too long. */
export function tileHeight(
  width: number,
  shape: CellShape,
  own: { readonly width: number; readonly height: number },
): number | null {
  const [across, down] = shape === 'own' ? [own.width, own.height] : sides[shape];
  if (Math.max(across / down, down / across) > longestShape) return null;
  return Math.max(1, Math.round((width * down) / across));
}
