import { useEffect, useRef } from 'preact/hooks';
import type { TargetInfo } from '../../engine/types';
import type { Session } from '../session';
import type { State } from '../state';
import { text } from '../text';
import { MaskFields } from './mask_fields';
import { Picker } from './picker';
import { TargetAdjust } from './target_adjust';

function Preview({ target }: { readonly target: TargetInfo }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { width, height, rgba } = target.preview;
    const element = canvas.current;
    if (!element) return;
    element.width = width;
    element.height = height;
    element.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [target]);
  return <canvas ref={canvas} class="preview" />;
}

export function TargetCard({ state, session }: { readonly state: State; readonly session: Session }) {
  const { target, wholeTarget, nextTarget, project } = state;
  return (
    <section class={target ? 'card zone filled' : 'card zone'} data-drop="target">
      <div class="card-head">
        <h2>{text.targetHeading}</h2>
      </div>
      <div class="target">
        {target && <Preview target={target} />}
        <div class="target-text">
          {target && (
            <p class="hint">
              <strong class="name">{target.name}</strong>
              {text.targetSize(target.width, target.height)}
            </p>
          )}
          {!target && !nextTarget && <p class="hint">{text.targetHint}</p>}
          {nextTarget && <p class="hint">{text.targetWaits(nextTarget)}</p>}
          <div class="pickers">
            <Picker
              id="target"
              label={text.targetLabel}
              icon="target"
              kind="one"
              onFiles={([first]) => first && session.setTarget(first)}
            />
          </div>
        </div>
      </div>
      {wholeTarget && <TargetAdjust target={wholeTarget} adjustment={project.adjustment} session={session} />}
      {wholeTarget && <MaskFields state={state} session={session} />}
    </section>
  );
}
