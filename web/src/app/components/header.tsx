import type { State } from '../state';
import { type Language, languages, setLanguage, text } from '../text';
import { Icon, Mark } from './icons';

function LanguageChoice() {
  return (
    <select
      class="choice"
      aria-label={text.languageLabel}
      value={text.language}
      onChange={(event) => setLanguage(event.currentTarget.value as Language)}
    >
      {Object.entries(languages).map(([language, name]) => (
        <option key={language} value={language} lang={language}>
          {name}
        </option>
      ))}
    </select>
  );
}

export function Header({ state }: { readonly state: State }) {
  const { engine } = state;
  return (
    <header class="header">
      <h1 class="brand">
        <Mark />
        {text.product}
      </h1>
      <p class="promise">
        <Icon name="lock" />
        {text.promise}
      </p>
      <div class="choices">
        {engine.status === 'ready' && engine.info.threaded && (
          <p class="engine-note">{text.threads(engine.info.threads)}</p>
        )}
        <LanguageChoice />
      </div>
    </header>
  );
}
