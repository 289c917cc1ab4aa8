/** What is done to photos before they become tiles. */
import type { Preparation } from '../../../engine/types';
import { percentOf } from '../../numbers';

/** In sentences. */
function preparationOf({ greyscale, autocontrast, equalise }: Preparation): string {
  const sentences = [
    greyscale ? 'Photos were made black and white.' : '',
    autocontrast === null ? '' : `Their contrast was stretched, without ${percentOf(autocontrast)} at either end.`,
    equalise ? 'Their levels were made equally frequent.' : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

export const preparation = {
  preparationSection: 'Prepare photos',
  preparationHint: 'Done to every photo, in this order, before it is compared and drawn. The photos themselves stay.',
  greyscale: 'Greyscale',
  greyscaleHint: 'First makes photos black and white, so that contrast is that of lightness. Only that is compared.',
  autocontrast: 'Autocontrast',
  autocontrastHint: 'Stretches dull photos from black to white, each colour for itself: a colour cast goes, too.',
  cutOff: 'Leave out at either end',
  cutOffHint: 'So much of the darkest and of the brightest becomes black and white. More: stronger contrast.',
  equalise: 'Equalise',
  equaliseHint:
    'Dark and light become equally frequent in each photo: much detail, but all are about as light. Pull them towards the target then.',
  preparationSteps: 'One of them, step by step',
  asItIs: 'As it is',
  orMirrored: 'or mirrored',
  anotherPhoto: 'Another photo',
  preparationOf,
};
