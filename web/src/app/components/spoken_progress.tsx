/** Tells a screen reader how far the work is, now and then: the bar itself is silent, and every step would be too much. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { spokenProgress } from '../text';
import type { Work } from '../work';

/** How often, in milliseconds. */
const every = 10_000;

export function SpokenProgress({ work }: { readonly work: Work | null }) {
  const [spoken, setSpoken] = useState('');
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    setSpoken('');
    const timer = setInterval(() => {
      if (latest.current) setSpoken(spokenProgress(latest.current));
    }, every);
    return () => clearInterval(timer);
  }, [work?.kind]);
  return (
    <p class="unseen" aria-live="polite">
      {spoken}
    </p>
  );
}
