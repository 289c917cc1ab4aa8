/** What is done to every photo before it becomes a tile, seen on one of them step by step. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PreparationSteps } from '../../engine/types';
import { stepsOf } from '../preparation';
import { readSettings } from '../settings';
import { text } from '../text';
import { PercentField } from './percent_field';
import { Section, type SettingProps, SwitchField } from './setting_fields';

export function PreparationSection(shared: SettingProps) {
  const [open, setOpen] = useState(false);
  const { state } = shared;
  return (
    <Section title={text.preparationSection} onToggle={setOpen}>
      <p class="hint">{text.preparationHint}</p>
      <SwitchField name="greyscale" {...shared} />
      <SwitchField name="autocontrast" {...shared} />
      {state.project.settings.autocontrast && <PercentField name="cutOff" {...shared} />}
      <SwitchField name="equalise" {...shared} />
      {open && state.photos > 0 && <StepsOfOnePhoto {...shared} />}
    </Section>
  );
}

/** The photo that was looked at last, or the first; others by a button. */
function StepsOfOnePhoto({ state, session }: SettingProps) {
  const { photos, photosRevision, opened } = state;
  const { settings } = state.project;
  const [wanted, setWanted] = useState(opened?.photo ?? 0);
  const [shown, setShown] = useState<PreparationSteps | null>(null);
  const looked = opened?.photo;
  useEffect(() => {
    if (looked !== undefined) setWanted(looked);
  }, [looked]);
  const photo = wanted < photos ? wanted : 0;
  const read = useMemo(() => readSettings(settings), [settings]);
  useEffect(() => {
    if (!read.ok) return;
    let current = true;
    session.preparationSteps(photo, read.options).then(
      (steps) => {
        if (current) setShown(steps);
      },
      // The photos have gone meanwhile.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, photo, photosRevision, read]);
  if (!shown) return null;
  const names = [text.asItIs, ...stepsOf(settings).map((step) => text[step])];
  return (
    <div class="preparation">
      <ol class="preparation-steps" aria-label={text.preparationSteps}>
        {names.slice(0, shown.count).map((name, step) => (
          <StepPicture key={name} steps={shown} step={step} name={name} />
        ))}
        {settings.mirror && <StepPicture steps={shown} step={shown.count - 1} name={text.orMirrored} mirrored />}
      </ol>
      {photos > 1 && (
        <button type="button" class="button small" onClick={() => setWanted((photo + 1) % photos)}>
          {text.anotherPhoto}
        </button>
      )}
    </div>
  );
}

interface StepPictureProps {
  readonly steps: PreparationSteps;
  readonly step: number;
  readonly name: string;
  readonly mirrored?: boolean;
}

function StepPicture({ steps, step, name, mirrored = false }: StepPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, rgba } = steps;
  useEffect(() => {
    const bytes = width * height * 4;
    const pixels = rgba.slice(step * bytes, (step + 1) * bytes);
    if (pixels.length < bytes) return;
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [rgba, width, height, step]);
  return (
    <li>
      <canvas ref={canvas} width={width} height={height} class={mirrored ? 'mirrored' : ''} />
      {name}
    </li>
  );
}
