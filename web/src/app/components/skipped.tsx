/** The files that could not be used, by reason. Nothing is left out, however many they are. */
import { useMemo } from 'preact/hooks';
import type { SkippedPhoto } from '../../engine/types';
import { number } from '../numbers';
import { groupSkipped } from '../skipped_groups';
import { text } from '../text';

/** From here on a list is one text instead of an element for each name, which browsers would choke on. */
const many = 1000;
/** Up to here the list is open from the start: whoever has three bad files wants to see which. */
const few = 20;

function Names({ names }: { readonly names: readonly string[] }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
  if (names.length >= many) return <pre tabIndex={0}>{names.join('\n')}</pre>;
  return (
    <ul>
      {names.map((name, i) => (
        <li key={i}>{name}</li>
      ))}
    </ul>
  );
}

export function Skipped({ skipped }: { readonly skipped: readonly SkippedPhoto[] }) {
  // The page is rendered many times a second while photos load; this list only when it has grown.
  return useMemo(() => <SkippedList skipped={skipped} />, [skipped]);
}

function SkippedList({ skipped }: { readonly skipped: readonly SkippedPhoto[] }) {
  return (
    <details class="card skipped" open={skipped.length <= few}>
      <summary>{text.skippedSummary(skipped.length)}</summary>
      {groupSkipped(skipped).map(({ code, detail, names }) => (
        <div key={`${code} ${detail}`} class="skipped-group">
          <h3>
            {text.skippedBecause[code]}
            {/* What the decoder says, which knows English only. */}
            {detail && <span lang="en"> — {detail}</span>} ({number(names.length)})
          </h3>
          <Names names={names} />
        </div>
      ))}
    </details>
  );
}
