/**
 * Every sentence that the page shows, in one place. Components ask for a text by name, `text.make`, and pass in
 * what varies: `text.found(3, 20)`. A new text is added to en/ and, under the same name, to de/.
 */
export {
  type Language,
  languages,
  preferredLanguage,
  setLanguage,
  sharedPageTexts,
  startLanguage,
  text,
} from './catalogue';
export * from './save_sentences';
export * from './sentences';
