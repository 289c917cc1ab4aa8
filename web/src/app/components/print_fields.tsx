/** How large the file becomes: as the mosaic was made, or a width or height on paper or in pixels. */
import {
  dotsRange,
  inUnit,
  lengthRange,
  type MadeSize,
  planPrint,
  readDots,
  readLength,
  type Sizing,
  shownLength,
} from '../print_size';
import type { SaveSettings } from '../save_options';
import type { Session } from '../session';
import { printedText, text } from '../text';
import { NumberField } from './number_field';

interface Props {
  readonly saving: SaveSettings;
  readonly made: MadeSize;
  readonly session: Session;
}

function SideField({ saving, made, session, side }: Props & { readonly side: 'width' | 'height' }) {
  const { sizing } = saving;
  if (sizing === 'made') return null;
  const label = text.printSide[side];
  const { least, most } = lengthRange[sizing];
  const bad = side === saving.side && readLength(saving) === null;
  return (
    <NumberField
      id={`print-${side}`}
      label={label}
      unit={text.sizingUnit[sizing]}
      value={shownLength(saving, made, side)}
      range={lengthRange[sizing]}
      step={sizing === 'px' ? 1 : 'any'}
      hint=""
      trouble={bad ? text.badLength(label, least, most) : null}
      onInput={(length) => session.setSaving({ side, length })}
    />
  );
}

function DotsField({ saving, made, session }: Props) {
  const plan = planPrint(saving, made);
  const onPaper = saving.sizing === 'cm' || saving.sizing === 'inch';
  const bad = readDots(saving) === null;
  return (
    <NumberField
      id="dotsPerInch"
      label={text.dotsPerInch}
      value={saving.dotsPerInch}
      range={dotsRange}
      hint={plan ? printedText(plan, saving) : ''}
      trouble={
        bad
          ? onPaper
            ? text.dotsNeeded
            : text.wholeNumberFrom(text.dotsPerInch, dotsRange.least, dotsRange.most)
          : null
      }
      onInput={(dotsPerInch) => session.setSaving({ dotsPerInch })}
    />
  );
}

export function PrintFields(props: Props) {
  const { saving, made, session } = props;
  const onPaper = saving.sizing === 'cm' || saving.sizing === 'inch';
  return (
    <>
      <div class="field">
        <label for="sizing">{text.sizing}</label>
        <span class="entry wide">
          <select
            id="sizing"
            value={saving.sizing}
            aria-describedby="sizing-hint"
            onChange={(event) => session.setSaving(inUnit(saving, made, event.currentTarget.value as Sizing))}
          >
            {(['made', 'cm', 'inch', 'px'] as const).map((sizing) => (
              <option key={sizing} value={sizing}>
                {text.sizingName[sizing]}
              </option>
            ))}
          </select>
        </span>
        <p id="sizing-hint" class="hint">
          {text.sizingHint[saving.sizing]}
        </p>
      </div>
      <SideField {...props} side="width" />
      <SideField {...props} side="height" />
      {(saving.format === 'png' || saving.format === 'jpeg' || onPaper) && <DotsField {...props} />}
    </>
  );
}
