/** How the mosaic is saved, and what the file will be: pixels, bytes, seconds, and its size on paper. */
import type { ExportFormat } from '../../engine/types';
import { readSaveNumber, type SaveNumber, saveRange } from '../save_options';
import type { Session } from '../session';
import type { Mosaic, State } from '../state';
import { estimateText, printedText, savedPixels, text } from '../text';
import { NumberField } from './number_field';

function Setting(props: {
  readonly name: SaveNumber;
  readonly hint: string;
  readonly state: State;
  readonly session: Session;
}) {
  const { name, hint, state, session } = props;
  const value = state.saving[name];
  const bad = readSaveNumber(name, value) === null;
  return (
    <NumberField
      id={name}
      label={text[name]}
      value={value}
      range={saveRange[name]}
      hint={hint}
      trouble={bad ? text.wholeNumberFrom(text[name], saveRange[name].least, saveRange[name].most) : null}
      onInput={(changed) => session.setSaving({ [name]: changed })}
    />
  );
}

export function SaveCard(props: { readonly state: State; readonly mosaic: Mosaic; readonly session: Session }) {
  const { state, mosaic, session } = props;
  const { saving, estimate } = state;
  const dots = readSaveNumber('dotsPerInch', saving.dotsPerInch) ?? 0;
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.saveHeading}</h2>
      </div>
      <div class="field">
        <label for="format">{text.format}</label>
        <span class="entry wide">
          <select
            id="format"
            value={saving.format}
            aria-describedby="format-hint"
            onChange={(event) => session.setSaving({ format: event.currentTarget.value as ExportFormat })}
          >
            {(['png', 'jpeg', 'deepzoom'] as const).map((format) => (
              <option key={format} value={format}>
                {text.formatName[format]}
              </option>
            ))}
          </select>
        </span>
        <p id="format-hint" class="hint">
          {text.formatHint[saving.format]}
        </p>
      </div>
      {saving.format !== 'png' && <Setting name="quality" hint={text.qualityHint} state={state} session={session} />}
      {saving.format !== 'deepzoom' && (
        <Setting name="dotsPerInch" hint={printedText(mosaic.facts, dots)} state={state} session={session} />
      )}
      <p class={estimate?.status === 'refused' ? 'expected trouble' : 'expected'}>
        {savedPixels(mosaic.facts)}
        {estimateText(estimate)}
      </p>
    </section>
  );
}
