/** Areas of the target that are marked: where tiles are smaller, and where there are tiles at all. */
import { useState } from 'preact/hooks';
import { allowsFiner } from '../project_masks';
import type { Session } from '../session';
import type { State } from '../state';
import { blankMask, inverted, type MaskName, type Masks, markedPart } from '../target_mask';
import { text } from '../text';
import { MaskSurface } from './mask_surface';

/** The brush's diameter, in percent of the picture's longer side. */
const brushRange = { least: 2, most: 40, unsaid: 14 } as const;
const resizeStep = 2;

const maskNames: readonly MaskName[] = ['finer', 'only'];

function MaskChoice({ chosen, onChoose }: { readonly chosen: MaskName; readonly onChoose: (name: MaskName) => void }) {
  return (
    <fieldset class="mask-choice">
      <legend class="unseen">{text.markFor}</legend>
      {maskNames.map((name) => (
        <label key={name} class="check">
          <input type="radio" name="mask" checked={name === chosen} onChange={() => onChoose(name)} />
          {text.maskName[name]}
        </label>
      ))}
    </fieldset>
  );
}

function Tools(props: {
  readonly rubber: boolean;
  readonly brush: number;
  readonly onRubber: (rubber: boolean) => void;
  readonly onBrush: (brush: number) => void;
}) {
  const { rubber, brush, onRubber, onBrush } = props;
  return (
    <div class="mask-tools">
      {[false, true].map((rubs) => (
        <button
          key={String(rubs)}
          type="button"
          class="button small"
          aria-pressed={rubs === rubber}
          onClick={() => onRubber(rubs)}
        >
          {rubs ? text.rubber : text.brush}
        </button>
      ))}
      <input
        class="slider"
        type="range"
        min={brushRange.least}
        max={brushRange.most}
        value={brush}
        aria-label={text.brushSize}
        aria-valuetext={text.percentOf(brush)}
        onInput={(event) => onBrush(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

function OutsideField({ outside, session }: { readonly outside: Masks['outside']; readonly session: Session }) {
  return (
    <div class="field">
      <label for="outside">{text.outside}</label>
      <span class="entry">
        <select
          id="outside"
          value={outside}
          onChange={(event) => session.marking.setOutside(event.currentTarget.value as Masks['outside'])}
        >
          {Object.entries(text.outsideName).map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}

/** Why nothing can be marked, and what helps. */
function Refusal({ session }: { readonly session: Session }) {
  return (
    <p class="hint">
      {text.finerRefused}{' '}
      <button type="button" class="link" onClick={() => session.marking.allowFiner()}>
        {text.allowFiner}
      </button>
    </p>
  );
}

export function MaskFields({ state, session }: { readonly state: State; readonly session: Session }) {
  const [name, setName] = useState<MaskName>('finer');
  const [rubber, setRubber] = useState(false);
  const [brush, setBrush] = useState<number>(brushRange.unsaid);
  const [open, setOpen] = useState(false);
  const { target, wholeTarget, shownAdjustment, project } = state;
  if (!target || !wholeTarget) return null;
  const mask = project.masks[name];
  const { marking } = session;
  const resize = (to: number): void => setBrush(Math.min(brushRange.most, Math.max(brushRange.least, to)));
  return (
    <details class="section" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.marking}</summary>
      <MaskChoice chosen={name} onChoose={setName} />
      {name === 'finer' && !allowsFiner(project.settings) ? (
        <Refusal session={session} />
      ) : (
        <>
          <p class="hint">{text.maskHint[name]}</p>
          <Tools rubber={rubber} brush={brush} onRubber={setRubber} onBrush={setBrush} />
          {open && (
            <MaskSurface
              target={target}
              adjustment={shownAdjustment}
              wholeTarget={wholeTarget}
              mask={mask}
              rubber={rubber}
              brush={brush}
              label={text.maskSurface[name]}
              describedBy="mask-keys"
              onPaint={(to, isDot) => marking.change(name, rubber ? 'rub' : isDot ? 'dot' : 'paint', to)}
              onResize={(by) => resize(brush + by * resizeStep)}
            />
          )}
          <p class="hint" aria-live="polite">
            {mask ? text.markedPart(markedPart(mask)) : text.markedNothing[name]}
          </p>
          <div class="adjust-buttons">
            <button type="button" class="button small" onClick={() => void marking.suggest(name)}>
              {text.suggestMask}
            </button>
            {name === 'only' && (
              <button
                type="button"
                class="button small"
                onClick={() => marking.change(name, 'invert', inverted(mask ?? blankMask(wholeTarget)))}
              >
                {text.invertMask}
              </button>
            )}
            <button
              type="button"
              class="button small"
              // Not "disabled", which would take the focus off the button that was pressed.
              aria-disabled={mask === null}
              onClick={() => marking.change(name, 'clear', null)}
            >
              {text.clearMask}
            </button>
          </div>
          {name === 'only' && <OutsideField outside={project.masks.outside} session={session} />}
          <p id="mask-keys" class="hint">
            {text.maskKeys}
          </p>
        </>
      )}
    </details>
  );
}
