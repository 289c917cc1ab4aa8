/** Everything that the page says in German. */
import type { Text } from '../en';
import { adjusting } from './adjusting';
import { cells } from './cells';
import { history } from './history';
import { look } from './look';
import { matching } from './matching';
import { messages } from './messages';
import { page } from './page';
import { preparation } from './preparation';
import { project } from './project';
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
  ...messages,
  ...matching,
  ...history,
  ...preparation,
  ...project,
  ...save,
  ...viewer,
  sharedPage,
};
