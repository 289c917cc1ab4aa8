/**
 * Makes the page cross-origin isolated, which threads need, where the host's headers do not: a service
 * worker sets them, and one reload lets them take effect. Where that cannot be, says why.
 */
import type { Unisolated } from './state';

/** By address, as several copies of the site may share an origin. */
const guard = (): string => `tessera reloaded for isolation ${document.baseURI}`;
/** How long a first visit waits for the service worker before the page goes on without threads. */
const patience = 4000;

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
  window.location.reload();
  // The page is about to go.
  return new Promise(() => undefined);
}
