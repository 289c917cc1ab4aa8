/** What the status line has to tell, as a value; the words are in the texts. */
import type { FailureCode, MosaicFacts, MosaicOptions } from '../engine/types';
import type { TableTrouble } from './assignment_table';
import type { ProjectFileTrouble } from './project_file';
import type { NumberSetting } from './settings';
import type { WorkKind } from './work';

/** What the status line says when nothing runs. */
export type Notice =
  | { readonly id: 'nothing' }
  | {
      readonly id: 'photos_added';
      readonly added: number;
      readonly photos: number;
      readonly skipped: number;
      readonly duplicates: number;
    }
  | { readonly id: 'photos_full'; readonly photos: number; readonly leftOut: number }
  | { readonly id: 'no_photo_usable'; readonly skipped: number }
  | { readonly id: 'looking' }
  | { readonly id: 'nothing_dropped' }
  | { readonly id: 'target_set'; readonly name: string; readonly photos: number }
  | {
      readonly id: 'target_failed';
      readonly name: string;
      readonly code: FailureCode;
      readonly detail: string;
      readonly kept: string | null;
    }
  | { readonly id: 'missing'; readonly photos: boolean; readonly target: boolean }
  /** No cell is left of what was marked to have tiles only there. */
  | { readonly id: 'nothing_marked' }
  | { readonly id: 'bad_setting'; readonly setting: NumberSetting }
  | {
      readonly id: 'made';
      readonly facts: MosaicFacts;
      readonly options: MosaicOptions;
      /** Where the mosaic came by itself: what there was to tell before. */
      readonly news: Notice | null;
    }
  | { readonly id: 'cancelled'; readonly kind: WorkKind; readonly photos: number }
  | { readonly id: 'failed'; readonly kind: WorkKind; readonly code: FailureCode | null; readonly detail: string }
  | { readonly id: 'saved'; readonly name: string; readonly bytes: number; readonly blurred: readonly string[] }
  | { readonly id: 'saved_as'; readonly name: string; readonly bytes: number; readonly blurred: readonly string[] }
  | { readonly id: 'bad_saving' }
  | { readonly id: 'cleared' }
  | { readonly id: 'document_saved'; readonly name: string; readonly bytes: number }
  | { readonly id: 'project_unreadable'; readonly name: string; readonly trouble: ProjectFileTrouble }
  | { readonly id: 'table_unreadable'; readonly name: string; readonly trouble: TableTrouble }
  | { readonly id: 'table_opened'; readonly name: string }
  | { readonly id: 'project_opened'; readonly name: string }
  | {
      readonly id: 'project_restored';
      readonly name: string;
      /** Photos of it that are not there. */
      readonly missing: number;
      /** Cells that were matched anew, because their photos are missing. */
      readonly cells: number;
      /** What is not as it was saved, so that all cells are matched anew; null where they are not. */
      readonly anew: 'target' | 'settings' | null;
      /** Thumbnails stand for the photos. */
      readonly standIns: boolean;
    }
  /** Tiles would be larger than the thumbnails that stand for the photos. */
  | { readonly id: 'photos_wanted'; readonly side: number }
  | { readonly id: 'forgotten' };
