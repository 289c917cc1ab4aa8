import type { Matching, MosaicOptions } from '../../engine/types';
import { presets } from '../presets';
import { withMasks } from '../project_masks';
import type { Session } from '../session';
import { expectedSize, readSettings } from '../settings';
import { text } from '../text';
import { HistoryButtons } from './history_buttons';
import { ChoiceField, NumberSettingField, Section, type SettingProps, SwitchField } from './setting_fields';
import { ShapeFields } from './shape_fields';
import { StyleSections } from './style_fields';

/** More pixels than most programs open. */
const veryLarge = 500e6;

const matchings = (): Record<Matching, string> => ({
  nearest: text.matchingNearest,
  greedy: text.matchingGreedy,
  optimal: text.matchingOptimal,
});

function Presets({ session }: { readonly session: Session }) {
  return (
    <fieldset class="presets">
      <legend>{text.presetLabel}</legend>
      {presets.map((preset) => (
        <button
          key={preset}
          type="button"
          class="button small"
          title={text.presetHint[preset]}
          onClick={() => void session.marking.applyPreset(preset)}
        >
          {text.presetName[preset]}
        </button>
      ))}
    </fieldset>
  );
}

/** Tiles that have another size than was asked for, as they are halved in places. */
function EvenTiles({ asked, made }: { readonly asked: MosaicOptions; readonly made: MosaicOptions }) {
  if (asked.tileSize === made.tileSize && asked.tileHeight === made.tileHeight) return null;
  return <p class="hint">{text.evenTiles(text.targetSize(made.tileSize, made.tileHeight ?? made.tileSize))}</p>;
}

export function SettingsCard({ state, session }: SettingProps) {
  const shared = { state, session };
  const { target } = state;
  const { settings } = state.project;
  const read = readSettings(settings);
  const made = read.ok ? withMasks(read.options, state.project) : null;
  const size = target && made ? expectedSize(target, made) : null;
  const blocks = made?.finer ? 2 : 1;
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.settingsHeading}</h2>
        <HistoryButtons state={state} session={session} />
      </div>
      <Presets session={session} />
      <NumberSettingField name="cellsAcross" {...shared} />
      <NumberSettingField name="tileSize" {...shared} />
      <ShapeFields {...shared} />
      {read.ok && made && <EvenTiles asked={read.options} made={made} />}
      <ChoiceField name="matching" label={text.matching} options={matchings()} hints={text.matchingHint} {...shared} />
      {settings.matching === 'nearest' && <NumberSettingField name="maxUses" {...shared} />}
      <NumberSettingField name="minDistance" {...shared} />
      {size && (
        <p class="expected">
          {text.expected(size.columns / blocks, Math.ceil(size.rows / blocks), size.width, size.height)}
        </p>
      )}
      {made?.finer && <p class="hint">{text.expectedFiner}</p>}
      {size && size.width * size.height > veryLarge && (
        <p class="hint trouble">{text.veryLarge((size.width * size.height) / 1e6)}</p>
      )}
      <Section title={text.likenessSection}>
        <ChoiceField
          name="likeness"
          label={text.likeness}
          options={text.likenessName}
          hints={text.likenessHint}
          {...shared}
        />
        <SwitchField name="grey" {...shared} />
      </Section>
      <Section title={text.variantsSection}>
        <SwitchField name="mirror" {...shared} />
        <SwitchField name="turns" {...shared} />
        <SwitchField name="parts" {...shared} />
      </Section>
      <StyleSections {...shared} />
      <Section title={text.transparencySection}>
        <SwitchField name="transparentEmpty" {...shared} />
      </Section>
    </section>
  );
}
