/** Long work in slices: between them the worker looks at its messages, which is how a call learns that it was cancelled. */
import type { Core } from './module';

/** Milliseconds between two progress events: often enough to look steady, seldom enough to cost nothing. */
const eventPause = 50;
/** Quick work lets messages in this often, in milliseconds. */
const taskPause = 8;

/** Lets the worker look at its messages, without the 4 ms that repeated timers wait. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

/** nextTask(), if the last was some time ago. */
export function makeSometimesNextTask(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < taskPause) return;
    await nextTask();
    last = performance.now();
  };
}

/** Calls `emit` at most once every eventPause. */
export function throttled<Event>(emit: (event: Event) => void): (event: Event) => void {
  let last = 0;
  return (event) => {
    const now = performance.now();
    if (now - last < eventPause) return;
    last = now;
    emit(event);
  };
}

/** Takes what the core's threads have finished until it is enough, or all files are through. */
export async function waitUntil(core: Core, done: () => boolean, take: () => void): Promise<void> {
  take();
  while (!done()) {
    const finished = core.fileFinished();
    take();
    if (done()) return;
    await finished;
    take();
  }
}
