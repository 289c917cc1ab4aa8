import { type PercentSetting, percentRange } from '../style';
import { text } from '../text';
import { Reset, type SettingProps } from './setting_fields';

/** A part of a whole, slid to; the picture follows. */
export function PercentField({
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
