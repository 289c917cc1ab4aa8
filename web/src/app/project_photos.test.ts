import { describe, expect, it } from 'vitest';
import { emptyCell } from '../engine/types';
import { initialProject } from './project';
import { findPhotos, foundCells, withFoundPhotos } from './project_photos';

const photo = (path: string, content: string, bytes = 100) => ({ path, content, bytes, position: 0.5 });

describe('photos of a saved project', () => {
  it('are found by their bytes, though renamed and in another order', () => {
    const saved = [photo('a.jpg', 'a1'), photo('b.jpg', 'b2'), photo('c.jpg', 'c3')];
    const present = [photo('x/3.jpg', 'c3'), photo('new.jpg', 'd4'), photo('1.jpg', 'a1')];
    expect(findPhotos(saved, present)).toEqual([2, null, 0]);
  });

  it('with the same bytes are each found once, and by the last where there are fewer now', () => {
    const saved = [photo('a.jpg', 'aa'), photo('b.jpg', 'aa'), photo('c.jpg', 'aa')];
    expect(findPhotos(saved, [photo('1.jpg', 'aa'), photo('2.jpg', 'aa')])).toEqual([0, 1, 1]);
  });

  it('without a hash are found by name and length', () => {
    const saved = [photo('old/a.jpg', '0000'), photo('old/b.jpg', '0000')];
    expect(findPhotos(saved, [photo('new/b.jpg', '0000'), photo('new/a.jpg', '0000', 99)])).toEqual([null, 0]);
  });

  it('take their pins, bans and limits along, and those that are missing lose them', () => {
    const grid = { columns: 2, rows: 2 };
    const project = {
      ...initialProject,
      pins: [
        { cell: 0, photo: 0, variant: 'plain', grid },
        { cell: 1, photo: 1, variant: 'plain', grid },
      ],
      banned: [1, 2],
      photoLimits: [
        { photo: 0, maxUses: 1 },
        { photo: 2, maxUses: 2 },
      ],
    };
    expect(withFoundPhotos(project, [5, null, 3])).toEqual({
      ...project,
      pins: [{ cell: 0, photo: 5, variant: 'plain', grid }],
      banned: [3],
      photoLimits: [
        { photo: 3, maxUses: 2 },
        { photo: 5, maxUses: 1 },
      ],
    });
  });

  it('keep their cells; those of missing ones are counted', () => {
    const mosaic = {
      grid: { columns: 4, rows: 1 },
      photoOfCell: Uint32Array.of(0, 1, emptyCell, 1),
      variantOfCell: Uint8Array.of(1, 0, 0, 0),
      variantNames: ['plain', 'mirror'],
    };
    const found = foundCells(mosaic, [7, null]);
    expect([...found.mosaic.photoOfCell]).toEqual([7, emptyCell, emptyCell, emptyCell]);
    expect(found.kept).toEqual([{ cell: 0, photo: 7, variant: 'mirror' }]);
    expect(found.missing).toBe(2);
  });
});
