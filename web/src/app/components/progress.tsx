import { progressFigures, text } from '../text';
import { canSettle, type Work } from '../work';

interface Props {
  readonly work: Work;
  readonly onCancel: () => void;
  readonly onSettle: () => void;
}

export function Progress({ work, onCancel, onSettle }: Props) {
  const figures = progressFigures(work);
  const known = work.total > 0;
  const percent = known ? Math.min(100, Math.floor((100 * work.done) / work.total)) : undefined;
  return (
    <div class="progress">
      <div
        role="progressbar"
        class={known ? 'track' : 'track endless'}
        aria-label={text.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={figures}
      >
        <div class="track-fill" style={{ transform: `scaleX(${(percent ?? 0) / 100})` }} />
      </div>
      <span class="figures">{figures}</span>
      {canSettle(work) && (
        <button type="button" class="button small" onClick={onSettle}>
          {text.settle}
        </button>
      )}
      <button type="button" class="button small" disabled={work.cancelling} onClick={onCancel}>
        {text.cancel}
      </button>
    </div>
  );
}
