import { describe, expect, it } from 'vitest';
import { cropFrame, draggedTo } from './crop_frame';

const wide = { width: 400, height: 300, cropWidth: 300, cropHeight: 300 };
const high = { width: 100, height: 500, cropWidth: 100, cropHeight: 100 };
const square = { width: 64, height: 64, cropWidth: 64, cropHeight: 64 };

describe('the frame of a crop', () => {
  it('lies at its position along the axis that is left', () => {
    expect(cropFrame(wide, 0)).toEqual({ x: 0, y: 0, width: 0.75, height: 1, axis: 'x' });
    expect(cropFrame(wide, 1).x).toBeCloseTo(0.25);
    expect(cropFrame(high, 0.5)).toMatchObject({ x: 0, axis: 'y' });
    expect(cropFrame(high, 0.5).y).toBeCloseTo(0.4);
    expect(cropFrame(square, 0.3)).toEqual({ x: 0, y: 0, width: 1, height: 1, axis: null });
  });

  it('follows the pointer and stays inside the photo', () => {
    expect(draggedTo(wide, 0.5, { x: 0.125, y: 0.9 })).toBeCloseTo(1);
    expect(draggedTo(wide, 0.5, { x: -0.0625, y: 0 })).toBeCloseTo(0.25);
    expect(draggedTo(wide, 0.5, { x: -3, y: 0 })).toBe(0);
    expect(draggedTo(high, 0, { x: 1, y: 0.4 })).toBeCloseTo(0.5);
    expect(draggedTo(square, 0.5, { x: 1, y: 1 })).toBe(0.5);
  });
});
