/** Photos that show the same as another one: how many, whether to use them, and in pairs what was found. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DuplicatePair } from '../../engine/types';
import type { Session } from '../session';
import type { State } from '../state';
import { text } from '../text';

/** Pairs that are listed at first, and how many more each time they are asked for. */
const someMore = 50;

interface Photo {
  readonly name: string;
  readonly picture: ImageData;
}

interface Pair {
  readonly original: Photo;
  readonly copy: Photo;
  readonly reason: DuplicatePair['reason'];
}

async function fetchPairs(session: Session, first: number, count: number): Promise<Pair[]> {
  const pairs = await session.duplicates(first, count);
  const photos = Uint32Array.from(pairs.flatMap(({ original, copy }) => [original, copy]));
  const [names, { side, rgba }] = await Promise.all([session.photoNames(photos), session.thumbnails(photos)]);
  const bytes = side * side * 4;
  const photo = (i: number): Photo => ({
    name: names[i] ?? '',
    picture: new ImageData(rgba.slice(i * bytes, (i + 1) * bytes), side, side),
  });
  return pairs.map(({ reason }, i) => ({ original: photo(2 * i), copy: photo(2 * i + 1), reason }));
}

/** The first `wanted` pairs, as far as they are here. What was listed once stays as it was. */
function usePairs(session: Session, wanted: number): readonly Pair[] {
  const [pairs, setPairs] = useState<readonly Pair[]>([]);
  useEffect(() => {
    if (pairs.length >= wanted) return;
    let left = false;
    fetchPairs(session, pairs.length, wanted - pairs.length).then(
      (more) => {
        if (!left && more.length > 0) setPairs([...pairs, ...more]);
      },
      (error: unknown) => console.warn('duplicates could not be shown', error),
    );
    return () => {
      left = true;
    };
  }, [session, pairs, wanted]);
  return pairs;
}

function Picture({ picture }: { readonly picture: ImageData }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => canvas.current?.getContext('2d')?.putImageData(picture, 0, 0), [picture]);
  return <canvas ref={canvas} width={picture.width} height={picture.height} />;
}

function Member({ photo, fate }: { readonly photo: Photo; readonly fate: string }) {
  return (
    <div class="member">
      <Picture picture={photo.picture} />
      <p class="fate">{fate}</p>
      <p class="name">{photo.name}</p>
    </div>
  );
}

function Pairs({
  session,
  count,
  kept,
}: {
  readonly session: Session;
  readonly count: number;
  readonly kept: boolean;
}) {
  const [most, setMost] = useState(someMore);
  const pairs = usePairs(session, Math.min(count, most));
  const rest = count - most;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="pairs" tabIndex={0} aria-label={text.duplicatesList}>
      <ul>
        {pairs.map(({ original, copy, reason }, i) => (
          <li key={i}>
            <div class="pair">
              <Member photo={original} fate={text.duplicateUsed} />
              <Member photo={copy} fate={kept ? text.duplicateUsedToo : text.duplicateLeftOut} />
            </div>
            <p class="hint">{text.duplicateReason[reason]}</p>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" class="link" onClick={() => setMost(most + someMore)}>
          {text.duplicatesMore(Math.min(rest, someMore), rest)}
        </button>
      )}
    </section>
  );
}

export function Duplicates({ state, session }: { readonly state: State; readonly session: Session }) {
  const [open, setOpen] = useState(false);
  const { duplicates, project } = state;
  const kept = project.settings.keepDuplicates;
  return (
    <section class="card duplicates">
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{kept ? text.duplicatesUsed(duplicates) : text.duplicatesOnce(duplicates)}</summary>
        {open && <Pairs session={session} count={duplicates} kept={kept} />}
      </details>
      <label class="check">
        <input
          type="checkbox"
          checked={kept}
          onChange={(event) => session.change('keepDuplicates', event.currentTarget.checked)}
        />
        {text.keepDuplicates}
      </label>
      {kept && <p class="hint">{text.keepDuplicatesHint}</p>}
    </section>
  );
}
