import type { ComponentChildren } from 'preact';

/** A number with its name, its unit, and beneath it what it means or what is wrong with it. */
interface Props {
  readonly id: string;
  readonly label: string;
  readonly unit?: string | undefined;
  readonly value: string;
  readonly range: { readonly least: number; readonly most: number };
  /** Between two values that the field's arrows reach; 1 if nothing is said. */
  readonly step?: number | 'any' | undefined;
  readonly hint: string;
  /** What is wrong with the value; null where nothing is. */
  readonly trouble: string | null;
  /** A way back to where it was. */
  readonly reset?: ComponentChildren;
  readonly onInput: (value: string) => void;
}

export function NumberField({ id, label, unit, value, range, step = 1, hint, trouble, reset, onInput }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="entry">
        <input
          id={id}
          type="number"
          inputMode={step === 1 ? 'numeric' : 'decimal'}
          min={range.least}
          max={range.most}
          step={step}
          value={value}
          aria-describedby={`${id}-hint`}
          aria-invalid={trouble !== null}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        {unit && (
          <span class="unit" aria-hidden="true">
            {unit}
          </span>
        )}
      </span>
      <p id={`${id}-hint`} class={trouble === null ? 'hint' : 'hint trouble'}>
        {trouble ?? hint} {reset}
      </p>
    </div>
  );
}
