/** Photos that show the same as another one: how many, whether to use them, and in pairs what was found. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DuplicateBatch, DuplicatePair } from '../../engine/types';
import type { Session } from '../session';
import type { State } from '../state';
import { text } from '../text';

/** Pairs that are listed at first, and how many more each time they are asked for. */
const someMore = 50;

interface Pair extends DuplicatePair {
  readonly keptPicture: ImageData;
  readonly copyPicture: ImageData;
}

function pairsOf({ pairs, side, rgba }: DuplicateBatch): Pair[] {
  const bytes = side * side * 4;
  const picture = (index: number): ImageData =>
    new ImageData(rgba.slice(index * bytes, (index + 1) * bytes), side, side);
  return pairs.map((pair, i) => ({ ...pair, keptPicture: picture(2 * i), copyPicture: picture(2 * i + 1) }));
}

/** The first `wanted` pairs, as far as they are here. What was listed once stays as it was. */
function usePairs(session: Session, wanted: number): readonly Pair[] {
  const [pairs, setPairs] = useState<readonly Pair[]>([]);
  useEffect(() => {
    if (pairs.length >= wanted) return;
    let left = false;
    session.duplicates(pairs.length, wanted - pairs.length).then(
      (batch) => {
        if (!left && batch.pairs.length > 0) setPairs([...pairs, ...pairsOf(batch)]);
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

function Member(props: { readonly picture: ImageData; readonly name: string; readonly fate: string }) {
  return (
    <div class="member">
      <Picture picture={props.picture} />
      <p class="fate">{props.fate}</p>
      <p class="name">{props.name}</p>
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
        {pairs.map(({ kept: name, copy, reason, keptPicture, copyPicture }, i) => (
          <li key={i}>
            <div class="pair">
              <Member picture={keptPicture} name={name} fate={text.duplicateUsed} />
              <Member picture={copyPicture} name={copy} fate={kept ? text.duplicateUsedToo : text.duplicateLeftOut} />
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
  const { duplicates, settings } = state;
  const kept = settings.keepDuplicates;
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
          onChange={(event) => session.setKeepDuplicates(event.currentTarget.checked)}
        />
        {text.keepDuplicates}
      </label>
    </section>
  );
}
