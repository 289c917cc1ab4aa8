/** What the page says of projects that the browser keeps. */
import { moment } from '../../numbers';
import { photosCounted } from './counted';

export const recent = {
  recentHeading: 'Recent projects',
  recentHint:
    'Kept in this browser alone, nothing is uploaded. Photos stay where they are: add their folder after opening, unless the browser still finds it.',
  recentFacts: (photos: number, time: number) => `${photosCounted(photos)}, ${moment(time)}`,
  openRecent: 'Open',
  openRecentNamed: (name: string) => `Open ${name}`,
  forgetRecent: 'Forget',
  forgetRecentNamed: (name: string) => `Forget ${name}`,
  forgetAllRecent: 'Forget all projects',
};
