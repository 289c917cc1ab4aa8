import type { Matching } from '../../engine/types';
import type { Session } from '../session';
import { expectedSize, type NumberSetting, readSettings, settingRange } from '../settings';
import type { State } from '../state';
import { badSetting, text } from '../text';
import { HistoryButtons } from './history_buttons';
import { NumberField } from './number_field';

/** More pixels than most programs open. */
const veryLarge = 500e6;

interface Props {
  readonly state: State;
  readonly session: Session;
}

function Setting({ name, state, session }: Props & { readonly name: NumberSetting }) {
  const read = readSettings(state.project.settings);
  return (
    <NumberField
      id={name}
      label={text[name]}
      unit={text.settingUnit[name]}
      value={state.project.settings[name]}
      range={settingRange[name]}
      hint={text[`${name}Hint`]}
      trouble={!read.ok && read.setting === name ? badSetting(name) : null}
      onInput={(value) => session.change(name, value)}
    />
  );
}

export function SettingsCard({ state, session }: Props) {
  const { target } = state;
  const { settings } = state.project;
  const read = readSettings(settings);
  const size = target && read.ok ? expectedSize(target, read.options) : null;
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.settingsHeading}</h2>
        <HistoryButtons state={state} session={session} />
      </div>
      <Setting name="cellsAcross" state={state} session={session} />
      <Setting name="tileSize" state={state} session={session} />
      <div class="field">
        <label for="matching">{text.matching}</label>
        <span class="entry wide">
          <select
            id="matching"
            value={settings.matching}
            aria-describedby="matching-hint"
            onChange={(event) => session.change('matching', event.currentTarget.value as Matching)}
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
      {settings.matching === 'nearest' && <Setting name="maxUses" state={state} session={session} />}
      <Setting name="minDistance" state={state} session={session} />
      {size && <p class="expected">{text.expected(size.columns, size.rows, size.width, size.height)}</p>}
      {size && size.width * size.height > veryLarge && (
        <p class="hint trouble">{text.veryLarge((size.width * size.height) / 1e6)}</p>
      )}
    </section>
  );
}
