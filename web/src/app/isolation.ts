/**
 * Makes the page cross-origin isolated, which threads need, where the host's headers do not: a service
 * worker sets them, and one reload lets them take effect. Where that cannot be, says why.
 */
import type { Unisolated } from './state';

/** By address, as several copies of the site may share an origin. */
const guard = (): string => `tessera reloaded for isolation ${document.baseURI}`;
/** How long a first visit waits for the service worker before the page goes on without threads. */
const patience = 4000;
/** How long a new version has to answer, and how often and after what pause it is asked again. */
const updatePatience = 800;
const updateAttempts = 4;
const updatePause = 120;

export type Isolation =
  | { readonly kind: 'isolated' }
  | { readonly kind: 'reload' }
  | { readonly kind: 'unisolated'; readonly reason: Unisolated };

/** What to do, once it is known whether the service worker stands. */
export function decide(facts: {
  readonly isolated: boolean;
  readonly secure: boolean;
  readonly worker: 'ready' | 'refused' | 'late' | 'absent';
  readonly reloadedBefore: boolean;
}): Isolation {
  if (facts.isolated) return { kind: 'isolated' };
  if (!facts.secure) return { kind: 'unisolated', reason: 'insecure' };
  if (facts.worker === 'absent') return { kind: 'unisolated', reason: 'no_service_worker' };
  if (facts.worker === 'refused') return { kind: 'unisolated', reason: 'refused' };
  if (facts.reloadedBefore) return { kind: 'unisolated', reason: 'still_not' };
  if (facts.worker === 'late') return { kind: 'unisolated', reason: 'slow' };
  return { kind: 'reload' };
}

async function registerWorker(): Promise<'ready' | 'refused' | 'late' | 'absent'> {
  if (!('serviceWorker' in navigator)) return 'absent';
  try {
    // Blocked service workers may resolve to nothing, against the specification.
    const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.register(
      new URL('sw.js', document.baseURI),
    );
    if (!registration) return 'refused';
  } catch {
    return 'refused';
  }
  // Where service workers are blocked, `ready` never settles.
  return Promise.race([navigator.serviceWorker.ready.then(() => 'ready' as const), after(patience, 'late' as const)]);
}

/** How many pages of this site are open, as a service worker counts them; Infinity if it does not say. */
function pagesOpen(worker: ServiceWorker): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<number>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
  });
  worker.postMessage('how many pages?', [port2]);
  return Promise.race([answer, after(updatePatience, Number.POSITIVE_INFINITY)]);
}

/**
 * A version that was installed during an earlier visit takes over now, before anything is loaded, unless
 * another page still uses the old one, whose files would go.
 */
async function tookUpdate(): Promise<boolean> {
  try {
    const registration = await navigator.serviceWorker.getRegistration(document.baseURI);
    const next = registration?.waiting;
    if (!next) return false;
    // A page that is just being left may still be counted for a moment.
    for (let attempt = 0; (await pagesOpen(next)) > 1; attempt++) {
      if (attempt === updateAttempts) return false;
      await after(updatePause, undefined);
    }
    const changed = new Promise<true>((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true), { once: true });
    });
    next.postMessage('activate');
    return await Promise.race([changed, after(patience, false as const)]);
  } catch {
    return false;
  }
}

function after<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), milliseconds));
}

/** Session storage may be forbidden; then one more reload could not be told from the first. */
function wasReloaded(): boolean {
  try {
    return sessionStorage.getItem(guard()) !== null;
  } catch {
    return true;
  }
}

/** Settles when the engine may start. Reloads the page instead where that isolates it. */
export async function isolate(): Promise<Unisolated | null> {
  const isolated = window.crossOriginIsolated;
  if (import.meta.env.DEV) return isolated ? null : 'refused';
  if ('serviceWorker' in navigator && (await tookUpdate())) return reload();
  const registered = registerWorker();
  if (isolated) {
    // The worker is for the next visit and for starting offline; nothing waits for it.
    return null;
  }
  const secure = window.isSecureContext;
  const next = decide({ isolated, secure, worker: await registered, reloadedBefore: wasReloaded() });
  if (next.kind === 'isolated') return null;
  if (next.kind === 'unisolated') return next.reason;
  sessionStorage.setItem(guard(), 'yes');
  return reload();
}

function reload(): Promise<never> {
  window.location.reload();
  // The page is about to go.
  return new Promise(() => undefined);
}
