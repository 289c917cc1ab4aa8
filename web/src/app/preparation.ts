/**
 * How photos are prepared before they become tiles, as it stands in its fields: a part of the settings.
 *
 *   readPreparation({ ...unprepared, autocontrast: true });   // { autocontrast: 1, … } for the engine
 */
import { noPreparation } from '../engine/defaults';
import type { Preparation } from '../engine/types';

export interface PreparationSettings {
  readonly greyscale: boolean;
  readonly autocontrast: boolean;
  /** Of autocontrast: whole percents of the pixels at either end. */
  readonly cutOff: number;
  readonly equalise: boolean;
}

/** The photos as they are. One percent keeps a few odd pixels from having a say. */
export const unprepared: PreparationSettings = {
  greyscale: false,
  autocontrast: false,
  cutOff: 1,
  equalise: false,
};

/** What the engine is asked for; null where nothing is to be done. */
export function readPreparation({
  greyscale,
  autocontrast,
  cutOff,
  equalise,
}: PreparationSettings): Preparation | null {
  if (!greyscale && !autocontrast && !equalise) return null;
  return { ...noPreparation, greyscale, equalise, ...(autocontrast ? { autocontrast: cutOff } : {}) };
}

/** What is done to a photo, in this order. */
export type PreparationStep = 'greyscale' | 'autocontrast' | 'equalise';

export const stepsOf = (settings: PreparationSettings): readonly PreparationStep[] =>
  (['greyscale', 'autocontrast', 'equalise'] as const).filter((step) => settings[step]);
