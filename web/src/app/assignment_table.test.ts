import { describe, expect, it } from 'vitest';
import { emptyCell } from '../engine/types';
import { readTable, writeTable } from './assignment_table';

const grid = { columns: 2, rows: 2 };
const paths = ['lake.jpg', 'walk/a, "b".jpg', 'walk/dog.jpg'];
const variantNames = ['plain', 'mirror'];
const assignment = {
  photoOfCell: Uint32Array.of(0, 1, emptyCell, 0),
  variantOfCell: Uint8Array.of(0, 1, 0, 0),
  variantNames,
};
const table = writeTable({ grid, ...assignment }, paths);
const read = (text: string, among = paths) => readTable(text, grid, among, variantNames);
const troubleOf = (text: string) => {
  const outcome = read(text);
  return outcome.ok ? null : outcome.trouble;
};

describe('the table of an assignment', () => {
  it('is that of the command line', () => {
    expect(table).toBe(
      'column,row,photo,variant\n0,0,lake.jpg,plain\n1,0,"walk/a, ""b"".jpg",mirror\n0,1,,plain\n1,1,lake.jpg,plain\n',
    );
  });

  it('gives the assignment back, whatever programs have made of its line ends and its order', () => {
    expect(read(table)).toEqual({ ok: true, assignment });
    const [head, ...lines] = table.trimEnd().split('\n');
    expect(read(`\uFEFF${[head, ...lines.reverse()].join('\r\n')}`)).toEqual({ ok: true, assignment });
  });

  it('finds photos in other folders by their names, unless two have it', () => {
    expect(read(table, ['holiday/lake.jpg', 'new/a, "b".jpg'])).toEqual({ ok: true, assignment });
    expect(read(table, ['x/lake.jpg', 'y/lake.jpg', 'a, "b".jpg'])).toMatchObject({
      trouble: { kind: 'photo', line: 2, photo: 'lake.jpg' },
    });
  });

  it.each([
    ['', { kind: 'not_a_table' }],
    ['name,size\n', { kind: 'not_a_table' }],
    [table.slice(0, table.length / 2), { kind: 'not_a_table' }],
    [table.replace('1,1,lake.jpg,plain\n', ''), { kind: 'missing', cells: 1 }],
    [table.replace('1,1', '2,1'), { kind: 'grid', line: 5, grid }],
    [table.replace('1,1', '0,0'), { kind: 'line', line: 5 }],
    [table.replace('0,1,', 'left,1,'), { kind: 'line', line: 4 }],
    [table.replace('mirror', 'upside'), { kind: 'line', line: 3 }],
    [table.replace('lake', 'sea'), { kind: 'photo', line: 2, photo: 'sea.jpg' }],
  ])('with a mistake says where (%#)', (text, trouble) => {
    expect(troubleOf(text)).toEqual(trouble);
  });
});
