/** How large the tiles of the shown mosaic should be painted. */

/** A whole-pixel painting may leave this share of the room empty before it is scaled instead. */
const leastFilled = 0.85;
/** Phones refuse canvases of more than about 16 million pixels. */
const mostPixels = 14e6;

export interface Fit {
  /** Side of a tile in pixels of the screen. */
  readonly tile: number;
  /** Shown pixel by pixel. Else the painting is scaled to fill the room. */
  readonly crisp: boolean;
}

/**
 * @param room in pixels of the screen.
 * @param mosaic its cells, and the side of a tile in the file, beyond which there is nothing to show.
 */
export function fitTiles(
  room: { readonly width: number; readonly height: number },
  mosaic: { readonly columns: number; readonly rows: number; readonly tileSize: number },
): Fit {
  const exact = Math.min(room.width / mosaic.columns, room.height / mosaic.rows);
  const whole = Math.max(1, Math.min(mosaic.tileSize, Math.floor(exact)));
  if (whole <= exact && whole >= exact * leastFilled) return { tile: whole, crisp: true };
  // Better to shrink a larger painting than to stretch a smaller one.
  const larger = Math.min(mosaic.tileSize, Math.ceil(exact));
  const fits = larger * larger * mosaic.columns * mosaic.rows <= mostPixels;
  return { tile: fits ? Math.max(1, larger) : whole, crisp: false };
}
