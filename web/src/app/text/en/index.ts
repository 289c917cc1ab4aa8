/** Everything that the page says in English: the catalogue that those of other languages must match. */
import { history } from './history';
import { matching } from './matching';
import { messages } from './messages';
import { page } from './page';
import { save } from './save';
import { sharedPage } from './shared_page';

export const en = { ...page, ...messages, ...matching, ...history, ...save, sharedPage };

/** What a language has to say; a missing text does not compile. */
export type Text = typeof en;
