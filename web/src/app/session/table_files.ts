/** The assignment as a table: out of the page, and in again. */
import type { Engine } from '../../engine/api';
import { readTable, writeTable } from '../assignment_table';
import { offerBlob } from '../save';
import { baseOf } from '../save_options';
import { expectedSize } from '../settings';
import { wantedMosaic } from '../wanted';
import type { LiveMosaic } from './live_mosaic';
import { report } from './running';
import type { Store } from './store';

export class TableFiles {
  constructor(
    private readonly store: Store,
    private readonly engine: Promise<Engine>,
    private readonly live: LiveMosaic,
  ) {}

  /** Writes a table of the mosaic that stands among the downloads. */
  async save(): Promise<void> {
    const { mosaic, target, photos } = this.store.state;
    if (!mosaic) return;
    try {
      const engine = await this.engine;
      const [assignment, paths] = await Promise.all([engine.mosaicAssignment(), this.paths(engine, photos)]);
      const text = writeTable({ grid: mosaic.facts, ...assignment }, paths);
      const name = `${baseOf(target?.name ?? '')}.csv`;
      const bytes = offerBlob(new Blob([text], { type: 'text/csv' }), name);
      this.store.dispatch({ type: 'notice', notice: { id: 'document_saved', name, bytes } });
    } catch (error) {
      report(this.store, 'export', error);
    }
  }

  /** Makes the mosaic that a table says, of the photos that are there. */
  async open(file: File): Promise<void> {
    const { name } = file;
    const { state } = this.store;
    const wanted = wantedMosaic(state);
    if (!wanted || !state.target) return;
    const engine = await this.engine;
    const [text, paths, { variantNames }] = await Promise.all([
      file.text().catch(() => ''),
      this.paths(engine, state.photos),
      engine.mosaicAssignment(),
    ]);
    const read = readTable(text, expectedSize(state.target, wanted.options), paths, variantNames);
    if (!read.ok) {
      this.store.dispatch({ type: 'notice', notice: { id: 'table_unreadable', name, trouble: read.trouble } });
      return;
    }
    this.store.dispatch({ type: 'notice', notice: { id: 'table_opened', name } });
    const { assignment } = read;
    this.live.stand((running, signal, options, progress) => running.setMosaic(signal, options, assignment, progress));
  }

  private paths(engine: Engine, photos: number): Promise<string[]> {
    return engine.photoNames(Uint32Array.from({ length: photos }, (_, photo) => photo));
  }
}
