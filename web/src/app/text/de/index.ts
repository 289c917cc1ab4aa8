/** Everything that the page says in German. */
import type { Text } from '../en';
import { history } from './history';
import { matching } from './matching';
import { messages } from './messages';
import { page } from './page';
import { save } from './save';
import { sharedPage } from './shared_page';

export const de: Text = { ...page, ...messages, ...matching, ...history, ...save, sharedPage };
