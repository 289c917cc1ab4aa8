/** New versions of the site: the service worker has one ready and waits until the visitor takes it. */
import { signal } from '@preact/signals';

/** How often a page that stays open asks for a new version, in milliseconds. */
const askEvery = 3_600_000;

const waiting = signal<ServiceWorker | null>(null);

export const updateWaits = (): boolean => waiting.value !== null;

/** Reloads the page as the new version. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  waiting.value?.postMessage('take over');
}

/** Leaves the page as it is; the next visit offers the new version again. */
export function leaveUpdate(): void {
  waiting.value = null;
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    // The very first worker replaces nothing that somebody could notice.
    waiting.value = navigator.serviceWorker.controller ? registration.waiting : null;
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  setInterval(() => {
    // Without a network there is nothing new.
    registration.update().catch(() => undefined);
  }, askEvery);
}

/** To be called once the page runs. Has the whole site kept for visits without a network, and looks for new versions. */
export async function watchUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  // Never settles where service workers are blocked.
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage('keep the rest');
  watch(registration);
}
