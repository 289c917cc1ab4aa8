/** The files that could not be used, by reason. Nothing is left out, however many they are. */
import { useMemo } from 'preact/hooks';
import type { SkippedPhoto } from '../../engine/types';
import { number } from '../numbers';
import { groupSkipped } from '../skipped_groups';
import { text } from '../text';
import { NameList } from './name_list';

/** Up to here the list is open from the start: whoever has three bad files wants to see which. */
const few = 20;

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
          <NameList names={names} />
        </div>
      ))}
    </details>
  );
}
