/** Takes back what was done, and does it again: two buttons that name the step, and the usual keys. */
import { useEffect } from 'preact/hooks';
import type { Session } from '../session';
import type { State } from '../state';
import { text } from '../text';
import { Icon } from './icons';

interface Props {
  readonly state: State;
  readonly session: Session;
}

/** Where the browser takes back letters by itself: the page does not keep what is typed there. */
const typesByItself = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input[type=search], input[type=text]') || target.isContentEditable);

/** Ctrl+Z; Ctrl+Shift+Z and Ctrl+Y; with the command key where there is one. */
export function useHistoryKeys(session: Session): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || typesByItself(event.target)) return;
      const key = event.key.toLowerCase();
      const back = key === 'z' && !event.shiftKey;
      const forth = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey);
      if (!back && !forth) return;
      event.preventDefault();
      if (back) session.undo();
      else session.redo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [session]);
}

export function HistoryButtons({ state, session }: Props) {
  const { past, future } = state.history;
  const deeds = [
    { id: 'undo', step: past.at(-1), keys: 'Ctrl+Z', act: () => session.undo() },
    { id: 'redo', step: future.at(-1), keys: 'Ctrl+Shift+Z', act: () => session.redo() },
  ] as const;
  return (
    <div class="history">
      {deeds.map(({ id, step, keys, act }) => {
        const name = step ? `${text[id]}: ${text.step(step.name)}` : text[id];
        return (
          <button
            key={id}
            type="button"
            class="button icon-only"
            // Not "disabled", which would take the focus off the button that was pressed.
            aria-disabled={step === undefined}
            title={step ? `${name} (${keys})` : name}
            onClick={act}
          >
            <Icon name={id} />
            <span class="unseen">{name}</span>
          </button>
        );
      })}
    </div>
  );
}
