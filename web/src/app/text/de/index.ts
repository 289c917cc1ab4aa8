/** Everything that the page says in German. */
import type { Text } from '../en';
import { adjusting } from './adjusting';
import { cells } from './cells';
import { history } from './history';
import { look } from './look';
import { marking } from './marking';
import { matching } from './matching';
import { messages } from './messages';
import { page } from './page';
import { preparation } from './preparation';
import { project } from './project';
import { recent } from './recent';
import { save } from './save';
import { settings } from './settings';
import { sharedPage } from './shared_page';
import { viewer } from './viewer';

export const de: Text = {
  ...page,
  ...settings,
  ...look,
  ...cells,
  ...adjusting,
  ...marking,
  ...messages,
  ...matching,
  ...history,
  ...preparation,
  ...project,
  ...recent,
  ...save,
  ...viewer,
  sharedPage,
};
