/** The photos that are never used, to be used again. */
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../session';
import { text } from '../text';

export function Banned({ banned, session }: { readonly banned: readonly number[]; readonly session: Session }) {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let left = false;
    session.photoNames(Uint32Array.from(banned)).then(
      (found) => left || setNames(found),
      // Without its name a photo can be used again, too.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [banned, session]);
  return (
    <details class="card banned">
      <summary>{text.bannedSummary(banned.length)}</summary>
      <ul>
        {banned.map((photo, place) => (
          <li key={photo}>
            <span>{names[place]}</span>
            <button type="button" class="link" onClick={() => session.unban(photo)}>
              {text.useAgain}
              <span class="unseen"> {names[place]}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
