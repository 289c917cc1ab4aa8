/** What the page says of steps that can be taken back. */

import type { CellShape } from '../../cell_shape';
import { number, percentOf } from '../../numbers';
import type { StepName } from '../../project';
import type { LikenessSetting } from '../../settings';
import type { StyleSettings } from '../../style';
import type { history as english } from '../en/history';
import { adjusting } from './adjusting';
import { cells } from './cells';
import { marking } from './marking';
import { page } from './page';
import { preparation } from './preparation';
import { settings } from './settings';

const matchings = {
  nearest: page.matchingNearest,
  greedy: page.matchingGreedy,
  optimal: page.matchingOptimal,
} as const;

const settingLabel = { ...page, ...settings, ...preparation, ...cells };

function settingText({ setting, value }: Extract<StepName, { id: 'setting' }>): string {
  const label = settingLabel[setting];
  if (typeof value === 'boolean') return `${label}: ${value ? 'ja' : 'nein'}`;
  if (typeof value === 'number') return `${label}: ${percentOf(value)}`;
  if (setting === 'tone') return `${label}: ${settings.toneName[value as StyleSettings['tone']]}`;
  if (setting === 'matching') return `${page.matching}: ${matchings[value as keyof typeof matchings]}`;
  if (setting === 'cellShape') return `${label}: ${cells.cellShapeName[value as CellShape]}`;
  if (setting === 'likeness') return `${label}: ${settings.likenessName[value as LikenessSetting]}`;
  return `${label}: ${value.trim() === '' ? 'leer' : value}`;
}

/** "Felder nebeneinander: 120", "Foto anheften". */
function step(step: StepName): string {
  switch (step.id) {
    case 'preset':
      return settings.presetName[step.preset];
    case 'open':
      return `„${step.file}“ öffnen`;
    case 'setting':
      return settingText(step);
    case 'plain':
      return 'Kacheln zeichnen, wie sie sind';
    case 'adjust':
      return adjusting.adjustStep[step.what];
    case 'mask':
      return marking.maskStep[step.mask][step.what];
    case 'outside':
      return `${marking.outside}: ${marking.outsideName[step.outside]}`;
    case 'edges':
      return marking.allowFiner;
    case 'pin':
      return 'Foto anheften';
    case 'unpin':
      return 'Foto lösen';
    case 'ban':
      return 'Foto weglassen';
    case 'unban':
      return 'Foto wieder zulassen';
    case 'limit':
      return step.maxUses === null
        ? 'Foto so oft wie andere verwenden'
        : `Foto höchstens ${number(step.maxUses)} × verwenden`;
  }
}

export const history: typeof english = { undo: 'Rückgängig', redo: 'Wiederholen', step };
