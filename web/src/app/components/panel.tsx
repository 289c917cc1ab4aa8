/** The small side of the page: what goes in, how it is made, and what comes out. */

import { canChooseFile } from '../save';
import type { Session } from '../session';
import type { State } from '../state';
import { text } from '../text';
import { Duplicates } from './duplicates';
import { Icon } from './icons';
import { PhotosCard } from './photos_card';
import { SaveCard } from './save_card';
import { SettingsCard } from './settings_card';
import { Skipped } from './skipped';
import { TargetCard } from './target_card';

export function Panel({ state, session }: { readonly state: State; readonly session: Session }) {
  const { duplicates, engine, mosaic, skipped, work } = state;
  const saved = session.savedFile.value;
  return (
    <aside class="panel">
      <div class="cards">
        <PhotosCard state={state} session={session} />
        {duplicates > 0 && <Duplicates state={state} session={session} />}
        {skipped.length > 0 && <Skipped skipped={skipped} />}
        <TargetCard state={state} session={session} />
        <SettingsCard state={state} session={session} />
        {mosaic && <SaveCard state={state} mosaic={mosaic} session={session} />}
      </div>
      <div class="deeds">
        <button
          type="button"
          class="button primary large"
          disabled={engine.status === 'failed' || state.makeNext}
          onClick={() => session.makeMosaic()}
        >
          {text.make}
        </button>
        {mosaic && (
          <button
            type="button"
            class="button large"
            disabled={work !== null || !mosaic.painted}
            onClick={() => session.download()}
          >
            <Icon name="download" />
            {text.download[state.saving.format]}
          </button>
        )}
        {mosaic && canChooseFile() && (
          <button
            type="button"
            class="button"
            disabled={work !== null || !mosaic.painted}
            onClick={() => void session.saveAs()}
          >
            {text.saveAs}
          </button>
        )}
        {saved && (
          <a class="hint" href={saved.url} download={saved.name}>
            {text.saveAgain(saved.name)}
          </a>
        )}
      </div>
    </aside>
  );
}
