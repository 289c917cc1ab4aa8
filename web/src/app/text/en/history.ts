/** What the page says of steps that can be taken back. */
import { number } from '../../numbers';
import type { StepName } from '../../project';
import { page } from './page';

const matchings = {
  nearest: page.matchingNearest,
  greedy: page.matchingGreedy,
  optimal: page.matchingOptimal,
} as const;

function settingText({ setting, value }: Extract<StepName, { id: 'setting' }>): string {
  if (typeof value === 'boolean') return `${page[setting as 'keepDuplicates']}: ${value ? 'yes' : 'no'}`;
  if (setting === 'matching') return `${page.matching}: ${matchings[value as keyof typeof matchings]}`;
  return `${page[setting]}: ${value.trim() === '' ? 'empty' : value}`;
}

/** "Cells across: 120", "Pin a photo". */
function step(step: StepName): string {
  switch (step.id) {
    case 'setting':
      return settingText(step);
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
