/** One setting each: a number, a choice or a switch, with what it means and a way back. */
import type { ComponentChildren } from 'preact';
import type { Session } from '../session';
import {
  initialSettings,
  type NumberSetting,
  readSettings,
  type Settings,
  type SwitchSetting,
  settingRange,
} from '../settings';
import type { State } from '../state';
import { badSetting, text } from '../text';
import { NumberField } from './number_field';

export interface SettingProps {
  readonly state: State;
  readonly session: Session;
}

/** Puts a setting back to where it was at first; only while it is somewhere else. */
export function Reset<Name extends keyof Settings>({
  name,
  label,
  state,
  session,
}: SettingProps & { readonly name: Name; readonly label: string }) {
  if (state.project.settings[name] === initialSettings[name]) return null;
  return (
    <button type="button" class="link reset" onClick={() => session.change(name, initialSettings[name])}>
      {text.reset}
      <span class="unseen"> {label}</span>
    </button>
  );
}

export function NumberSettingField({ name, state, session }: SettingProps & { readonly name: NumberSetting }) {
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
      reset={<Reset name={name} label={text[name]} state={state} session={session} />}
      onInput={(value) => session.change(name, value)}
    />
  );
}

type ChoiceSetting = 'matching' | 'likeness' | 'cellShape' | 'tone';

interface ChoiceProps<Name extends ChoiceSetting> extends SettingProps {
  readonly name: Name;
  readonly label: string;
  readonly options: Readonly<Record<Settings[Name], string>>;
  /** Of each option, or the same of all. */
  readonly hints: Readonly<Record<Settings[Name], string>> | string;
}

export function ChoiceField<Name extends ChoiceSetting>(props: ChoiceProps<Name>) {
  const { name, label, options, hints, state, session } = props;
  const value = state.project.settings[name];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <span class="entry wide">
        <select
          id={name}
          value={value}
          aria-describedby={`${name}-hint`}
          onChange={(event) => session.change(name, event.currentTarget.value as Settings[Name])}
        >
          {Object.entries<string>(options).map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      </span>
      <p id={`${name}-hint`} class="hint">
        {typeof hints === 'string' ? hints : hints[value]}{' '}
        <Reset name={name} label={label} state={state} session={session} />
      </p>
    </div>
  );
}

export function SwitchField({
  name,
  refused = null,
  state,
  session,
}: SettingProps & {
  readonly name: SwitchSetting;
  /** Why it cannot be switched now. */
  readonly refused?: string | null;
}) {
  return (
    <div class="field switch-field">
      <label for={name}>{text[name]}</label>
      <input
        id={name}
        type="checkbox"
        checked={state.project.settings[name]}
        disabled={refused !== null}
        aria-describedby={`${name}-hint`}
        onChange={(event) => session.change(name, event.currentTarget.checked)}
      />
      <p id={`${name}-hint`} class="hint">
        {refused ?? text[`${name}Hint`]} <Reset name={name} label={text[name]} state={state} session={session} />
      </p>
    </div>
  );
}

/** Settings that a newcomer need not see. */
export function Section({
  title,
  onToggle = () => {},
  children,
}: {
  readonly title: string;
  readonly onToggle?: (open: boolean) => void;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="section" onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
