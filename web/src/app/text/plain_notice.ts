import type { Notice } from '../notices';

/** The notices that each language words by itself. */
export type PlainNotice = Exclude<Notice, { readonly id: 'bad_setting' }>;
