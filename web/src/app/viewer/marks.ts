/** Outlines over the picture: the tile that is chosen, and the other places of its photo. */
import type { MosaicFacts } from '../../engine/types';
import { type Box, type Cell, cellBox } from './geometry';

/** In CSS pixels. */
const chosenLine = 4;
const otherLine = 2.5;
/** Outlines of cells that are smaller would hide them: they are filled. */
const leastOutlined = 10;
/** How much of the picture such filled cells leave to be seen. */
const filledOpacity = 0.55;

export interface Marks {
  readonly chosen: Cell | null;
  readonly others: readonly Cell[];
}

/** A light line on a dark one is seen on any photo. */
function outline(c: CanvasRenderingContext2D, box: Box, width: number, colour: string): void {
  for (const [line, style] of [
    [width + 2, 'rgb(10 8 6 / 80%)'],
    [width, colour],
  ] as const) {
    c.lineWidth = line;
    c.strokeStyle = style;
    c.strokeRect(box.x, box.y, box.width, box.height);
  }
}

/** Draws the marks for a picture that lies as it does now. The canvas gets the size of its box on the page. */
export function drawMarks(canvas: HTMLCanvasElement, facts: MosaicFacts, picture: Box, marks: Marks): void {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth, clientHeight } = canvas;
  canvas.width = Math.round(clientWidth * ratio);
  canvas.height = Math.round(clientHeight * ratio);
  const c = canvas.getContext('2d');
  if (!c) return;
  c.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const other = style.getPropertyValue('--other');
  for (const cell of marks.others) {
    const box = cellBox(facts, picture, cell);
    if (box.x > clientWidth || box.y > clientHeight || box.x + box.width < 0 || box.y + box.height < 0) continue;
    if (box.width < leastOutlined) {
      c.globalAlpha = filledOpacity;
      c.fillStyle = other;
      c.fillRect(box.x, box.y, Math.max(2, box.width), Math.max(2, box.height));
      c.globalAlpha = 1;
    } else {
      outline(c, box, otherLine, other);
    }
  }
  if (!marks.chosen) return;
  const box = cellBox(facts, picture, marks.chosen);
  const grown = Math.max(0, leastOutlined - box.width) / 2;
  const seen = { x: box.x - grown, y: box.y - grown, width: box.width + 2 * grown, height: box.height + 2 * grown };
  outline(c, seen, chosenLine, style.getPropertyValue('--chosen'));
}
