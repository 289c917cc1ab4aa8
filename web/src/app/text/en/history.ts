/** What the page says of steps that can be taken back. */

import type { CellShape } from '../../cell_shape';
import { number, percentOf } from '../../numbers';
import type { StepName } from '../../project';
import type { LikenessSetting } from '../../settings';
import type { StyleSettings } from '../../style';
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
  if (typeof value === 'boolean') return `${label}: ${value ? 'yes' : 'no'}`;
  if (typeof value === 'number') return `${label}: ${percentOf(value)}`;
  if (setting === 'tone') return `${label}: ${settings.toneName[value as StyleSettings['tone']]}`;
  if (setting === 'matching') return `${page.matching}: ${matchings[value as keyof typeof matchings]}`;
  if (setting === 'cellShape') return `${label}: ${cells.cellShapeName[value as CellShape]}`;
  if (setting === 'likeness') return `${label}: ${settings.likenessName[value as LikenessSetting]}`;
  return `${label}: ${value.trim() === '' ? 'empty' : value}`;
}

/** "Cells across: 120", "Pin a photo". */
function step(step: StepName): string {
  switch (step.id) {
    case 'preset':
      return settings.presetName[step.preset];
    case 'open':
      return `Open “${step.file}”`;
    case 'setting':
      return settingText(step);
    case 'plain':
      return 'Draw tiles as they are';
    case 'adjust':
      return adjusting.adjustStep[step.what];
    case 'mask':
      return marking.maskStep[step.mask][step.what];
    case 'outside':
      return `${marking.outside}: ${marking.outsideName[step.outside]}`;
    case 'edges':
      return marking.allowFiner;
    case 'pin':
      return 'Pin a photo';
    case 'unpin':
      return 'Unpin a photo';
    case 'ban':
      return 'Leave a photo out';
    case 'unban':
      return 'Allow a photo again';
    case 'limit':
      return step.maxUses === null ? 'Use a photo as often as others' : `Use a photo ${number(step.maxUses)} × at most`;
  }
}

export const history = { undo: 'Undo', redo: 'Redo', step };
