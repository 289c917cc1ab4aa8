/**
 * What happens, above the picture, and which view of it is shown. The bar has the same height whatever it says, so
 * that the picture stays where it is: longer messages lie upon the picture's edge.
 */
import type { Session } from '../session';
import { isOutdated, type State } from '../state';
import { isTrouble, statusText, text } from '../text';
import { shownWork } from '../work';
import { Progress } from './progress';
import { SpokenProgress } from './spoken_progress';

interface Props {
  readonly state: State;
  readonly session: Session;
  /** Called before a button goes because it was pressed. */
  readonly keepFocus: () => void;
}

function ViewSwitch({ state, session }: { readonly state: State; readonly session: Session }) {
  return (
    <fieldset class="switch">
      <legend class="unseen">{text.viewLabel}</legend>
      <button type="button" aria-pressed={state.view === 'mosaic'} onClick={() => session.show('mosaic')}>
        {text.showMosaic}
      </button>
      <button type="button" aria-pressed={state.view === 'wall'} onClick={() => session.show('wall')}>
        {text.showWall}
      </button>
    </fieldset>
  );
}

export function StatusBar({ state, session, keepFocus }: Props) {
  const { engine, photos, mosaic, works } = state;
  const work = shownWork(works);
  const message = statusText(state);
  const trouble = engine.status === 'failed' || engine.status === 'stopped' || (!work && isTrouble(state.notice));
  return (
    <div class="bar">
      <div class={message === '' && !mosaic ? 'bar-content quiet' : 'bar-content'}>
        <p role="status" class={trouble ? 'status trouble' : 'status'}>
          {message}
        </p>
        <SpokenProgress work={work} />
        {engine.status === 'stopped' && (
          <button
            type="button"
            class="button"
            onClick={() => {
              keepFocus();
              session.startAgain();
            }}
          >
            {text.startAgain}
          </button>
        )}
        {work && (
          <Progress
            work={work}
            onCancel={() => {
              keepFocus();
              session.cancel();
            }}
            onSettle={() => {
              keepFocus();
              session.settleMatch();
            }}
          />
        )}
        {mosaic && !work && isOutdated(state) && <p class="outdated">{text.outdated}</p>}
        {mosaic && photos > 0 && <ViewSwitch state={state} session={session} />}
      </div>
    </div>
  );
}
