/** The files that could not be used, by reason. Nothing is left out, however many they are. */
import type { SkippedPhoto } from '../../engine/types';
import { groupSkipped } from '../state';
import { text } from '../text';

export function Skipped({ skipped }: { readonly skipped: readonly SkippedPhoto[] }) {
  return (
    <details class="card skipped">
      <summary>{text.skippedSummary(skipped.length)}</summary>
      {groupSkipped(skipped).map(({ code, detail, names }) => (
        <div key={`${code} ${detail}`} class="skipped-group">
          <h3>{text.skippedReason(code, detail, names.length)}</h3>
          <ul>
            {names.map((name, i) => (
              <li key={i}>{name}</li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}
