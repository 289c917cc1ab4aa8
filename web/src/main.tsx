import { render } from 'preact';
import { App } from './app/components/app';
import { isolate } from './app/isolation';
import { removeLeftovers } from './app/save';
import { Session } from './app/session';
import { startLanguage } from './app/text';
import { startTheme } from './app/theme';
import { watchUpdates } from './app/updates';
import { startEngine } from './engine/start';

/** How long the page waits for the projects that the browser keeps, in milliseconds. */
const patience = 400;

async function boot(): Promise<void> {
  startTheme();
  // Before the page is there to be used: it may be reloaded once, and a reload would lose what was dropped.
  const unisolated = await isolate();
  const root = document.getElementById('app');
  if (!root) throw new Error('index.html has no #app');
  root.replaceChildren();
  startLanguage();
  const session = new Session();
  // Before the first screen, which shows them, is drawn; soon in any case.
  await Promise.race([session.recent.refresh(), new Promise((resolve) => setTimeout(resolve, patience))]);
  render(<App session={session} />, root);
  removeLeftovers().catch((error: unknown) => console.warn('old exports could not be removed', error));
  await session.start(startEngine, unisolated);
  await watchUpdates();
}

void boot();
