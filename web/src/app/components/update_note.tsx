import { text } from '../text';
import { leaveUpdate, takeUpdate, updateWaits } from '../updates';

/** Says that a new version of the site is there. Lies upon the page, so that nothing moves. */
export function UpdateNote() {
  const waits = updateWaits();
  return (
    <div class="update-note" aria-live="polite" hidden={!waits}>
      {waits && (
        <>
          <p>{text.updateReady}</p>
          <button type="button" class="button small" onClick={takeUpdate}>
            {text.updateTake}
          </button>
          <button type="button" class="button small" onClick={leaveUpdate}>
            {text.updateLater}
          </button>
        </>
      )}
    </div>
  );
}
