import { expect, it } from 'vitest';
import { tileHeight } from './cell_shape';

const own = { width: 210, height: 297 };

it('tiles are as high as their shape has it, in whole pixels, however narrow they are', () => {
  expect(tileHeight(32, 'square', own)).toBe(32);
  expect(tileHeight(32, '4:3', own)).toBe(24);
  expect(tileHeight(60, '2:3', own)).toBe(90);
  expect(tileHeight(64, '16:9', own)).toBe(36);
  expect(tileHeight(210, 'own', own)).toBe(297);
  expect(tileHeight(4, 'own', { width: 8, height: 1 })).toBe(1);
});

it('a shape that is hardly more than a line is none', () => {
  expect(tileHeight(32, 'own', { width: 9, height: 1 })).toBeNull();
  expect(tileHeight(32, 'own', { width: 100, height: 801 })).toBeNull();
});
