/** The project as a file: saved, opened again, and what is missing of one that was opened. */
import { useState } from 'preact/hooks';
import type { Session } from '../session';
import type { AwaitedProject, State } from '../state';
import { text } from '../text';
import { NameList } from './name_list';
import { Picker } from './picker';

function Awaited({ awaited, session }: { readonly awaited: AwaitedProject; readonly session: Session }) {
  const { name, photos, missing, target } = awaited;
  return (
    <div class="skipped">
      {missing === null && <p class="hint">{text.awaiting(name, photos, target)}</p>}
      {missing !== null && target !== null && <p class="hint">{text.awaitingTarget(name, target)}</p>}
      {missing !== null && missing.length > 0 && (
        <details>
          <summary>{text.missingPhotos(missing.length, photos)}</summary>
          <NameList names={missing} />
        </details>
      )}
      <button type="button" class="link" onClick={() => session.stopAwaiting()}>
        {text.stopAwaiting}
      </button>
    </div>
  );
}

export function ProjectCard({ state, session }: { readonly state: State; readonly session: Session }) {
  const { awaited, engine, target, works } = state;
  const [withTarget, setWithTarget] = useState(true);
  const cannotSave = works.length > 0 || engine.status !== 'ready';
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.projectHeading}</h2>
      </div>
      <p class="hint">{text.projectHint}</p>
      {target && (
        <label class="check">
          <input
            type="checkbox"
            checked={withTarget}
            onChange={(event) => setWithTarget(event.currentTarget.checked)}
          />
          {text.projectWithTarget}
        </label>
      )}
      <div class="pickers">
        <button
          type="button"
          class="button"
          aria-disabled={cannotSave}
          onClick={() => cannotSave || session.saveProject(withTarget)}
        >
          {text.saveProject}
        </button>
        <Picker
          id="project"
          label={text.openProject}
          icon="folder"
          kind="document"
          onFiles={([first]) => first && session.openProject(first.file)}
        />
      </div>
      {awaited && <Awaited awaited={awaited} session={session} />}
    </section>
  );
}
