/** How the mosaic is saved, and what the file will be: pixels, bytes, seconds, and whether the photos are sharp. */
import { thumbnailSide } from '../../engine/defaults';
import type { ExportFormat } from '../../engine/types';
import { planPrint } from '../print_size';
import { exceedsSideLimit, saveAdvice } from '../save_advice';
import { qualityRange, readQuality } from '../save_options';
import type { Session } from '../session';
import type { Mosaic, State } from '../state';
import { adviceText, estimateText, savedPixels, text } from '../text';
import { NumberField } from './number_field';
import { PrintFields } from './print_fields';
import { VideoButton } from './video_button';

interface Props {
  readonly state: State;
  readonly mosaic: Mosaic;
  readonly session: Session;
}

/** What the file will be, as far as it is known. */
function Expected({ state: { saving, estimate }, mosaic }: Pick<Props, 'state' | 'mosaic'>) {
  const plan = planPrint(saving, mosaic.facts);
  if (!plan) return null;
  const known = estimate?.status === 'known' ? estimate : null;
  const tooLarge = exceedsSideLimit(plan, saving.format);
  return (
    <>
      <p class={estimate?.status === 'refused' && !tooLarge ? 'expected trouble' : 'expected'}>
        {savedPixels(known ?? plan)}
        {!tooLarge && estimateText(estimate)}
      </p>
      {saveAdvice(plan, saving.format, known, known?.room ?? null).map((advice) => (
        <p key={advice.id} class={advice.id.endsWith('limit') ? 'expected trouble' : 'expected'}>
          {adviceText(advice, saving.format, plan, saving)}
        </p>
      ))}
    </>
  );
}

export function SaveCard({ state, mosaic, session }: Props) {
  const { saving } = state;
  const badQuality = readQuality(saving.quality) === null;
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
            {(['png', 'jpeg', 'webpage', 'deepzoom'] as const).map((format) => (
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
          id="quality"
          label={text.quality}
          value={saving.quality}
          range={qualityRange}
          hint={text.qualityHint}
          trouble={badQuality ? text.wholeNumberFrom(text.quality, qualityRange.least, qualityRange.most) : null}
          onInput={(quality) => session.setSaving({ quality })}
        />
      )}
      <PrintFields saving={saving} made={mosaic.facts} session={session} />
      <Expected state={state} mosaic={mosaic} />
      {state.standIns && <p class="expected">{text.standInsSaved(thumbnailSide)}</p>}
      <VideoButton
        mosaic={mosaic}
        disabled={state.works.length > 0 || state.engine.status !== 'ready' || !mosaic.painted}
        session={session}
      />
    </section>
  );
}
