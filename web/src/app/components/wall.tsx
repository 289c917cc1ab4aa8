/** The thumbnails of all loaded photos, to look at, to search by name, and to open one. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../session';
import { text } from '../text';
import { photoAt, WallCanvas, type WallView } from '../wall_canvas';

/** A search begins when nobody has typed, and no photo has come, for so long; in milliseconds. */
const pause = 120;

interface Props {
  readonly session: Session;
  readonly count: number;
  /** Counts changes of thumbnails that were there already. */
  readonly cropsRevision: number;
  /** Photos are being added at the end. */
  readonly following: boolean;
}

/** Where the selection goes by a key, or null where the key means nothing here. */
export function movedBy(
  key: string,
  place: number,
  wall: { readonly columns: number; readonly rows: number },
): number | null {
  switch (key) {
    case 'ArrowLeft':
      return place - 1;
    case 'ArrowRight':
      return place + 1;
    case 'ArrowUp':
      return place - wall.columns;
    case 'ArrowDown':
      return place + wall.columns;
    case 'PageUp':
      return place - wall.columns * wall.rows;
    case 'PageDown':
      return place + wall.columns * wall.rows;
    case 'Home':
      return 0;
    case 'End':
      return Number.MAX_SAFE_INTEGER;
    default:
      return null;
  }
}

/** The photos whose names have the words in them; null while there are no words. */
function useFound(session: Session, words: string, count: number): Uint32Array | null {
  const [found, setFound] = useState<Uint32Array | null>(null);
  useEffect(() => {
    if (words.trim() === '') {
      setFound(null);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      const photos = await session.findPhotos(words);
      if (current) setFound(photos);
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [session, words, count]);
  // At once, not when the effect has run.
  return words.trim() === '' ? null : found;
}

function useName(session: Session, photo: number | null): string {
  const [name, setName] = useState('');
  useEffect(() => {
    setName('');
    if (photo === null) return;
    let current = true;
    void session.photoName(photo).then((it) => {
      if (current) setName(it);
    });
    return () => {
      current = false;
    };
  }, [session, photo]);
  return name;
}

export function Wall({ session, count, cropsRevision, following }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLCanvasElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const wall = useRef<WallCanvas | null>(null);
  /** The selection as of the last key: the next may come before the page was rendered. */
  const latest = useRef<number | null>(null);
  const [words, setWords] = useState('');
  const [selected, setSelected] = useState<number | null>(null);
  const list = useFound(session, words, count);
  const view: WallView = { count, list };
  const size = list?.length ?? count;
  const place = selected !== null && selected < size ? selected : null;
  const name = useName(session, place === null ? null : photoAt(view, place));

  // Before anybody can press a key.
  useLayoutEffect(() => {
    if (!scroller.current || !surface.current || !spacer.current) return;
    const canvas = new WallCanvas(scroller.current, surface.current, spacer.current, (photos) =>
      session.thumbnails(photos),
    );
    wall.current = canvas;
    return () => canvas.dispose();
  }, [session]);

  useEffect(() => wall.current?.show(view, following), [count, list, following]);
  useEffect(() => wall.current?.refresh(), [cropsRevision]);
  useEffect(() => wall.current?.select(place), [place]);
  const deselect = (): void => {
    latest.current = null;
    setSelected(null);
  };
  // Other photos stand at the places.
  useEffect(() => {
    if (list !== null) deselect();
  }, [list]);

  const select = (at: number): void => {
    latest.current = at;
    setSelected(at);
  };
  const open = (at: number): void => {
    select(at);
    session.openPhoto(photoAt(view, at));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!wall.current || size === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = latest.current;
    const next = movedBy(event.key, at ?? -1, wall.current);
    if (next !== null) select(Math.min(size - 1, Math.max(0, next)));
    else if (at !== null && at < size && (event.key === 'Enter' || event.key === ' ')) open(at);
    else return;
    event.preventDefault();
  };

  return (
    <div class="wall-frame">
      {count > 0 && (
        <div class="wall-bar">
          <input
            type="search"
            aria-label={text.searchLabel}
            placeholder={text.searchLabel}
            value={words}
            onInput={(event) => {
              setWords(event.currentTarget.value);
              deselect();
            }}
          />
          <p class="hint" aria-live="polite">
            {list === null ? (place === null ? text.wallHint : name) : text.found(list.length, count)}
          </p>
        </div>
      )}
      <div
        class="wall"
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={text.wallLabel}
        aria-activedescendant={place === null ? undefined : 'wall-photo'}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const at = wall.current?.placeAt(event.clientX, event.clientY) ?? null;
          if (at !== null) open(at);
        }}
      >
        <canvas ref={surface} />
        <div ref={spacer} />
        <div
          id="wall-photo"
          class="unseen"
          role="option"
          tabIndex={-1}
          aria-selected={place !== null}
          aria-setsize={size}
          aria-posinset={(place ?? 0) + 1}
        >
          {name || text.wallHint}
        </div>
      </div>
    </div>
  );
}
