import { describe, expect, it } from 'vitest';
import { byTime, idOf, isOfTarget, mostBytes, mostProjects, type RecentProject, surplus } from './recent';

const project = (time: number, bytes: number): RecentProject => ({
  id: `target-${time}`,
  name: 'boat.jpg',
  photos: 1,
  time,
  picture: new Blob(),
  file: { size: bytes } as Blob,
  folders: [],
  samples: false,
});
const times = (projects: readonly RecentProject[]): number[] => projects.map(({ time }) => time);

const photo = (content: string) => ({ path: 'a.jpg', bytes: 1, content, position: 0.5 });

describe('recent projects', () => {
  it('come with the latest first', () => {
    expect(times(byTime([project(2, 0), project(3, 0), project(1, 0)]))).toEqual([3, 2, 1]);
  });

  it('that are too many make the oldest go', () => {
    const projects = Array.from({ length: mostProjects + 2 }, (_, time) => project(time, 10));
    expect(times(surplus(projects))).toEqual([1, 0]);
  });

  it('that are too large together make the oldest go', () => {
    const projects = [project(1, 1), project(2, mostBytes / 2), project(3, mostBytes / 2), project(4, 1)];
    expect(times(surplus(projects))).toEqual([2, 1]);
  });

  it('are the same with the same target and the same photos, whatever their order', () => {
    const [a, b] = [photo('00ff00ff00ff00ff'), photo('ffffffffffffffff')];
    const id = idOf('0123456789abcdef', [a, b]);
    expect(idOf('0123456789abcdef', [b, a])).toBe(id);
    expect(idOf('0123456789abcdef', [a, a])).not.toBe(id);
    expect(idOf('0123456789abcdef', [a])).not.toBe(id);
    expect(idOf('1123456789abcdef', [a, b])).not.toBe(id);
    expect(isOfTarget(id, '0123456789abcdef')).toBe(true);
    expect(isOfTarget(id, '1123456789abcdef')).toBe(false);
  });
});
