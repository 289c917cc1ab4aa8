import { describe, expect, it } from 'vitest';
import { isPlain, plainStyle, readStyle, sameStyle } from './style';

describe('a style', () => {
  it('is read in parts of one, its colour as a number', () => {
    const settings = { ...plainStyle, softEdges: 50, colourPull: 30, overlay: 15, gap: 6, background: '#20242a' };
    expect(readStyle(settings)).toEqual({
      overlap: 0.5,
      colourPull: 0.3,
      overlay: 0.15,
      tone: 'asIs',
      gapWidth: 0.06,
      background: 0x20242a,
    });
  });

  it('is the same whatever colour gaps would have that are not there', () => {
    const white = readStyle({ ...plainStyle, background: '#ffffff' });
    expect(sameStyle(white, readStyle(plainStyle))).toBe(true);
    expect(sameStyle(readStyle({ ...plainStyle, gap: 1 }), readStyle(plainStyle))).toBe(false);
  });

  it('is plain until something of it is seen', () => {
    expect(isPlain({ ...plainStyle, background: '#ffffff' })).toBe(true);
    for (const change of [{ tone: 'grey' }, { overlay: 1 }, { softEdges: 1 }, { gap: 1 }, { brick: true }] as const) {
      expect(isPlain({ ...plainStyle, ...change })).toBe(false);
    }
  });
});
