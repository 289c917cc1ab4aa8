/** How large the tiles of the shown mosaic should be painted. */

/** A whole-pixel painting may leave this share of the room empty before it is scaled instead. */
const leastFilled = 0.85;
/** Phones refuse canvases of more than about 16 million pixels. */
const mostPixels = 14e6;

export interface Fit {
  /** Width of a tile in pixels of the screen. */
  readonly tile: number;
  /** Shown pixel by pixel. Else the painting is scaled to fill the room. */
  readonly crisp: boolean;
}

/**
 * @param room in pixels of the screen.
 * @param mosaic its cells, and the sides of a tile in the file, beyond which there is nothing to show.
 */
export function fitTiles(
  room: { readonly width: number; readonly height: number },
  mosaic: { readonly columns: number; readonly rows: number; readonly tileWidth: number; readonly tileHeight: number },
): Fit {
  const { columns, rows, tileWidth } = mosaic;
  const shape = mosaic.tileHeight / tileWidth;
  const exact = Math.min(room.width / columns, room.height / (rows * shape));
  const whole = Math.max(1, Math.min(tileWidth, Math.floor(exact)));
  if (whole <= exact && whole >= exact * leastFilled) return { tile: whole, crisp: true };
  // Better to shrink a larger painting than to stretch a smaller one.
  const larger = Math.min(tileWidth, Math.ceil(exact));
  const fits = larger * larger * shape * columns * rows <= mostPixels;
  return { tile: fits ? Math.max(1, larger) : whole, crisp: false };
}
