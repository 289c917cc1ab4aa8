import type { State } from '../state';
import { text } from '../text';
import { LanguageChoice, ThemeChoice } from './choices';
import { Icon, Mark } from './icons';

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
        <ThemeChoice />
        <LanguageChoice />
      </div>
    </header>
  );
}
