/** How the mosaic is drawn: what becomes of the tiles' colours, and of their edges. */

import { finerMask } from '../project_masks';
import { looksPlain } from '../settings';
import type { Mosaic } from '../state';
import { text } from '../text';
import { PercentField } from './percent_field';
import { PreparationSection } from './preparation_fields';
import { ChoiceField, Reset, Section, type SettingProps, SwitchField } from './setting_fields';

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

const lookOf = ({ style, facts, options: { preparation } }: Mosaic): string =>
  [preparation ? text.preparationOf(preparation) : '', text.lookOf(style, facts.brick)].join(' ').trim();

export function StyleSections(shared: SettingProps) {
  const { state, session } = shared;
  const { mosaic } = state;
  const refused = finerMask(state.project) ? text.refusedByFiner : null;
  return (
    <>
      <PreparationSection {...shared} />
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
      {!looksPlain(state.project.settings) && (
        <div class="look">
          {mosaic && <p class="hint">{lookOf(mosaic)}</p>}
          <button type="button" class="button small" onClick={() => session.backToPlain()}>
            {text.backToPlain}
          </button>
        </div>
      )}
    </>
  );
}
