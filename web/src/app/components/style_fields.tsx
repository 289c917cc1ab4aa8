/** How the mosaic is drawn: what becomes of the tiles' colours, and of their edges. */

import { finerMask } from '../project_masks';
import { isPlain, type PercentSetting, percentRange } from '../style';
import { text } from '../text';
import { ChoiceField, Reset, Section, type SettingProps, SwitchField } from './setting_fields';

/** A part of a whole, slid to; the picture follows. */
function PercentField({
  name,
  refused = null,
  state,
  session,
}: SettingProps & {
  readonly name: PercentSetting;
  /** Why it cannot be slid now. */
  readonly refused?: string | null;
}) {
  const value = state.project.settings[name];
  const { least, most } = percentRange[name];
  return (
    <div class="field">
      <label for={name}>{text[name]}</label>
      <span class="unit" aria-hidden="true">
        {text.percentOf(value)}
      </span>
      <input
        id={name}
        class="slider"
        type="range"
        min={least}
        max={most}
        step={1}
        value={value}
        disabled={refused !== null}
        aria-valuetext={text.percentOf(value)}
        aria-describedby={`${name}-hint`}
        onInput={(event) => session.change(name, event.currentTarget.valueAsNumber)}
      />
      <p id={`${name}-hint`} class="hint">
        {refused ?? text[`${name}Hint`]} <Reset name={name} label={text[name]} state={state} session={session} />
      </p>
    </div>
  );
}

function BackgroundField({ state, session }: SettingProps) {
  return (
    <div class="field">
      <label for="background">{text.background}</label>
      <input
        id="background"
        class="swatch"
        type="color"
        value={state.project.settings.background}
        aria-describedby="background-hint"
        onInput={(event) => session.change('background', event.currentTarget.value)}
      />
      <p id="background-hint" class="hint">
        {text.backgroundHint} <Reset name="background" label={text.background} state={state} session={session} />
      </p>
    </div>
  );
}

export function StyleSections(shared: SettingProps) {
  const { state, session } = shared;
  const refused = finerMask(state.project) ? text.refusedByFiner : null;
  return (
    <>
      <Section title={text.colourSection}>
        <ChoiceField name="tone" label={text.tone} options={text.toneName} hints={text.toneHint} {...shared} />
        <PercentField name="colourPull" {...shared} />
        <PercentField name="overlay" {...shared} />
      </Section>
      <Section title={text.shapeSection}>
        <PercentField name="softEdges" refused={refused} {...shared} />
        <PercentField name="gap" {...shared} />
        <BackgroundField {...shared} />
        <SwitchField name="brick" refused={refused} {...shared} />
      </Section>
      {!isPlain(state.project.settings) && (
        <div class="look">
          {state.mosaic && <p class="hint">{text.lookOf(state.mosaic.style, state.mosaic.facts.brick)}</p>}
          <button type="button" class="button small" onClick={() => session.backToPlain()}>
            {text.backToPlain}
          </button>
        </div>
      )}
    </>
  );
}
