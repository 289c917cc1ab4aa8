/**
 * Which photo stands in which cell, as a table for people and other programs: the one that the command line writes and
 * reads (core/cli/assignment_table.h). Pure.
 *
 *   const text = writeTable(mosaic, paths);
 *   const read = readTable(text, grid, paths, variantNames);
 */
import { emptyCell, type MosaicAssignment, type VariantName } from '../engine/types';
import type { CellGrid } from './project';
import type { SavedMosaic } from './project_file';

const title = 'column,row,photo,variant';

export type TableTrouble =
  | { readonly kind: 'not_a_table' }
  /** Lines count from 1. */
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'photo'; readonly line: number; readonly photo: string }
  | { readonly kind: 'grid'; readonly line: number; readonly grid: CellGrid }
  | { readonly kind: 'missing'; readonly cells: number };

export type ReadTable =
  | { readonly ok: true; readonly assignment: MosaicAssignment }
  | { readonly ok: false; readonly trouble: TableTrouble };

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** @param paths of all photos. A cell that is empty names no photo. */
export function writeTable(mosaic: SavedMosaic, paths: readonly string[]): string {
  const { grid, photoOfCell, variantOfCell, variantNames } = mosaic;
  const lines = Array.from(photoOfCell, (photo, cell) => {
    const path = photo === emptyCell ? '' : (paths[photo] ?? '');
    const place = `${cell % grid.columns},${Math.floor(cell / grid.columns)}`;
    return `${place},${quoted(path)},${variantNames[variantOfCell[cell] ?? 0]}`;
  });
  return `${[title, ...lines].join('\n')}\n`;
}

/** A field and what ends it, after RFC 4180. */
const fieldPattern = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;

/** Records with the lines on which they begin; null where quotes do not match. */
function readRecords(text: string): { readonly line: number; readonly fields: readonly string[] }[] | null {
  const records: { readonly line: number; readonly fields: string[] }[] = [];
  let line = 1;
  let fields: string[] = [];
  for (let at = 0; at < text.length || fields.length > 0; ) {
    fieldPattern.lastIndex = at;
    const match = fieldPattern.exec(text);
    if (!match) return null;
    const [all, field = '', end] = match;
    if (fields.length === 0) records.push({ line, fields });
    fields.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    line += all.split('\n').length - 1;
    at += all.length;
    if (end !== ',') fields = [];
  }
  return records;
}

const fileName = (path: string): string => path.replace(/^.*[\\/]/, '');

/** Photos by their paths, and by their names where only one has it: who writes the table may say other folders. */
function numbersOf(paths: readonly string[]): (path: string) => number | undefined {
  const byPath = new Map(paths.map((path, photo) => [path, photo]));
  const byName = new Map<string, number | null>();
  paths.forEach((path, photo) => {
    byName.set(fileName(path), byName.has(fileName(path)) ? null : photo);
  });
  return (path) => byPath.get(path) ?? byName.get(fileName(path)) ?? undefined;
}

/**
 * @param grid that the mosaic has.
 * @param variantNames that there are.
 */
export function readTable(
  text: string,
  grid: CellGrid,
  paths: readonly string[],
  variantNames: readonly VariantName[],
): ReadTable {
  const records = readRecords(text.replace(/^\uFEFF/, ''));
  if (records?.[0]?.fields.join(',') !== title) return { ok: false, trouble: { kind: 'not_a_table' } };
  const photoNumber = numbersOf(paths);
  const photoOfCell = new Uint32Array(grid.columns * grid.rows).fill(emptyCell);
  const variantOfCell = new Uint8Array(photoOfCell.length);
  const seen = new Set<number>();
  for (const { line, fields } of records.slice(1)) {
    const [columnText = '', rowText = '', path = '', variant = ''] = fields;
    const number = variantNames.indexOf(variant);
    if (fields.length !== 4 || !/^\d+$/.test(columnText) || !/^\d+$/.test(rowText) || number < 0) {
      return { ok: false, trouble: { kind: 'line', line } };
    }
    const [column, row] = [Number(columnText), Number(rowText)];
    if (column >= grid.columns || row >= grid.rows) return { ok: false, trouble: { kind: 'grid', line, grid } };
    const cell = row * grid.columns + column;
    if (seen.has(cell)) return { ok: false, trouble: { kind: 'line', line } };
    seen.add(cell);
    const photo = path === '' ? emptyCell : photoNumber(path);
    if (photo === undefined) return { ok: false, trouble: { kind: 'photo', line, photo: path } };
    photoOfCell[cell] = photo;
    variantOfCell[cell] = number;
  }
  const cells = photoOfCell.length - seen.size;
  if (cells > 0) return { ok: false, trouble: { kind: 'missing', cells } };
  return { ok: true, assignment: { photoOfCell, variantOfCell, variantNames } };
}
