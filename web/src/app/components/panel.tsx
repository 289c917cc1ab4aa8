/** The small side of the page: what goes in, how it is made, and what comes out. */

import { canChooseFile } from '../save';
import type { Session } from '../session';
import type { State } from '../state';
import { text } from '../text';
import { Banned } from './banned';
import { Duplicates } from './duplicates';
import { useHistoryKeys } from './history_buttons';
import { Icon } from './icons';
import { PhotosCard } from './photos_card';
import { ProjectCard } from './project_card';
import { SaveCard } from './save_card';
import { SettingsCard } from './settings_card';
import { Skipped } from './skipped';
import { TargetCard } from './target_card';

export function Panel({ state, session }: { readonly state: State; readonly session: Session }) {
  useHistoryKeys(session);
  const { duplicates, engine, mosaic, project, skipped, works } = state;
  const saved = session.savedFile.value;
  // Not "disabled", which would take the focus off the button that was pressed.
  const cannotMake = engine.status === 'failed' || engine.status === 'stopped' || state.makeNext;
  const cannotSave = works.length > 0 || engine.status === 'stopped' || !mosaic?.painted;
  return (
    <aside class="panel">
      <div class="cards">
        <PhotosCard state={state} session={session} />
        {duplicates > 0 && <Duplicates state={state} session={session} />}
        {skipped.length > 0 && <Skipped skipped={skipped} />}
        {project.banned.length > 0 && <Banned banned={project.banned} session={session} />}
        <TargetCard state={state} session={session} />
        <SettingsCard state={state} session={session} />
        {mosaic && <SaveCard state={state} mosaic={mosaic} session={session} />}
        <ProjectCard state={state} session={session} />
      </div>
      <div class="deeds">
        <button
          type="button"
          class="button primary large"
          aria-disabled={cannotMake}
          onClick={() => cannotMake || session.makeMosaic()}
        >
          {text.make}
        </button>
        {mosaic && (
          <button
            type="button"
            class="button large"
            aria-disabled={cannotSave}
            onClick={() => cannotSave || session.download()}
          >
            <Icon name="download" />
            {text.download[state.saving.format]}
          </button>
        )}
        {mosaic && canChooseFile() && (
          <button
            type="button"
            class="button"
            aria-disabled={cannotSave}
            onClick={() => cannotSave || void session.saveAs()}
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
