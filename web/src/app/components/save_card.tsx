/** How the mosaic is saved, and what the file will be: pixels, bytes, seconds, and its size on paper. */
import type { ExportFormat } from '../../engine/types';
import { readSaveNumber, type SaveNumber, saveRange } from '../save_options';
import type { Session } from '../session';
import type { Mosaic, State } from '../state';
import { estimateText, printedText, savedPixels, text, wholeNumberFrom } from '../text';

function NumberField(props: {
  readonly name: SaveNumber;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly session: Session;
}) {
  const { name, label, hint, value, session } = props;
  const { least, most } = saveRange[name];
  const bad = readSaveNumber(name, value) === null;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <span class="entry">
        <input
          id={name}
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          step={1}
          value={value}
          aria-describedby={`${name}-hint`}
          aria-invalid={bad}
          onInput={(event) => session.setSaving({ [name]: event.currentTarget.value })}
        />
      </span>
      <p id={`${name}-hint`} class={bad ? 'hint trouble' : 'hint'}>
        {bad ? wholeNumberFrom(label, saveRange[name]) : hint}
      </p>
    </div>
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
      {saving.format !== 'png' && (
        <NumberField
          name="quality"
          label={text.quality}
          hint={text.qualityHint}
          value={saving.quality}
          session={session}
        />
      )}
      {saving.format !== 'deepzoom' && (
        <NumberField
          name="dotsPerInch"
          label={text.dotsPerInch}
          hint={printedText(mosaic.facts, dots)}
          value={saving.dotsPerInch}
          session={session}
        />
      )}
      <p class={estimate?.status === 'refused' ? 'expected trouble' : 'expected'}>
        {savedPixels(mosaic.facts)}
        {estimateText(estimate)}
      </p>
    </section>
  );
}
