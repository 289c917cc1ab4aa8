/** What the page says of steps that can be taken back. */
import { number } from './numbers';
import type { StepName } from './project';
import { text } from './text';

/** "Cells across: 120", "Pin a photo". */
export function stepText(step: StepName): string {
  switch (step.id) {
    case 'setting':
      return settingText(step.setting, step.value);
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

const matchings = {
  nearest: text.matchingNearest,
  greedy: text.matchingGreedy,
  optimal: text.matchingOptimal,
} as const;

function settingText(
  setting: Extract<StepName, { id: 'setting' }>['setting'],
  value: Extract<StepName, { id: 'setting' }>['value'],
): string {
  if (typeof value === 'boolean') return `${text[setting as 'keepDuplicates']}: ${value ? 'yes' : 'no'}`;
  if (setting === 'matching') return `${text.matching}: ${matchings[value as keyof typeof matchings]}`;
  return `${text[setting]}: ${value.trim() === '' ? 'empty' : value}`;
}

export const historyText = {
  undo: 'Undo',
  redo: 'Redo',
  /** The tooltip of a button. */
  step: (deed: string, step: string, keys: string) => (step === '' ? deed : `${deed}: ${step} (${keys})`),
} as const;
