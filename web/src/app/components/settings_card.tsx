import type { Matching } from '../../engine/types';
import type { Session } from '../session';
import { expectedSize, type NumberSetting, readSettings, type State, settingRange } from '../state';
import { badSetting, text } from '../text';

interface Props {
  readonly state: State;
  readonly session: Session;
}

function NumberField({ name, state, session }: Props & { readonly name: NumberSetting }) {
  const { least, most } = settingRange[name];
  const read = readSettings(state.settings);
  const bad = !read.ok && read.setting === name;
  const unit = text.settingUnit[name];
  return (
    <div class="field">
      <label for={name}>{text[name]}</label>
      <span class="entry">
        <input
          id={name}
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          step={1}
          value={state.settings[name]}
          aria-describedby={`${name}-hint`}
          aria-invalid={bad}
          onInput={(event) => session.setNumber(name, event.currentTarget.value)}
        />
        {unit && (
          <span class="unit" aria-hidden="true">
            {unit}
          </span>
        )}
      </span>
      <p id={`${name}-hint`} class={bad ? 'hint trouble' : 'hint'}>
        {bad ? badSetting(name) : text[`${name}Hint`]}
      </p>
    </div>
  );
}

export function SettingsCard({ state, session }: Props) {
  const { settings, target } = state;
  const read = readSettings(settings);
  const size = target && read.ok ? expectedSize(target, read.options) : null;
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.settingsHeading}</h2>
      </div>
      <NumberField name="cellsAcross" state={state} session={session} />
      <NumberField name="tileSize" state={state} session={session} />
      <div class="field">
        <label for="matching">{text.matching}</label>
        <span class="entry wide">
          <select
            id="matching"
            value={settings.matching}
            aria-describedby="matching-hint"
            onChange={(event) => session.setMatching(event.currentTarget.value as Matching)}
          >
            <option value="nearest">{text.matchingNearest}</option>
            <option value="greedy">{text.matchingGreedy}</option>
            <option value="optimal">{text.matchingOptimal}</option>
          </select>
        </span>
        <p id="matching-hint" class="hint">
          {text.matchingHint[settings.matching]}
        </p>
      </div>
      {settings.matching === 'nearest' && <NumberField name="maxUses" state={state} session={session} />}
      <NumberField name="minDistance" state={state} session={session} />
      {size && <p class="expected">{text.expected(size.columns, size.rows, size.width, size.height)}</p>}
    </section>
  );
}
