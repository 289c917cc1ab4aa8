/** Projects of earlier visits, on the first screen: to go on with, or to be forgotten. */
import { useEffect, useRef } from 'preact/hooks';
import type { RecentProject } from '../recent';
import type { Session } from '../session';
import { text } from '../text';

interface Props {
  readonly busy: boolean;
  readonly session: Session;
  readonly keepFocus: () => void;
}

function Picture({ blob }: { readonly blob: Blob }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(blob);
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [blob]);
  return <img ref={image} alt="" />;
}

function Card({ kept, busy, session, keepFocus }: Props & { readonly kept: RecentProject }) {
  const { name, photos, time, picture } = kept;
  return (
    <li>
      <Picture blob={picture} />
      <div class="recent-text">
        <h4>{name}</h4>
        <p>{text.recentFacts(photos, time)}</p>
        <div class="recent-deeds">
          <button
            type="button"
            class="button small"
            aria-label={text.openRecentNamed(name)}
            disabled={busy}
            onClick={() => session.openRecent(kept)}
          >
            {text.openRecent}
          </button>
          <button
            type="button"
            class="link"
            aria-label={text.forgetRecentNamed(name)}
            onClick={() => {
              keepFocus();
              void session.recent.forget(kept);
            }}
          >
            {text.forgetRecent}
          </button>
        </div>
      </div>
    </li>
  );
}

export function RecentProjects({ busy, session, keepFocus }: Props) {
  const projects = session.recent.list.value;
  if (projects.length === 0) return null;
  return (
    <section class="recent" aria-labelledby="recent">
      <div class="recent-head">
        <h3 id="recent">{text.recentHeading}</h3>
        {projects.length > 1 && (
          <button
            type="button"
            class="link"
            onClick={() => {
              keepFocus();
              void session.recent.forgetAll();
            }}
          >
            {text.forgetAllRecent}
          </button>
        )}
      </div>
      <ul>
        {projects.map((kept) => (
          <Card key={kept.id} kept={kept} busy={busy} session={session} keepFocus={keepFocus} />
        ))}
      </ul>
      <p>{text.recentHint}</p>
    </section>
  );
}
