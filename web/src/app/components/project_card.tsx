/** The project as a file: saved, opened again, and what is missing of one that was opened. */
import { useState } from 'preact/hooks';
import type { Session } from '../session';
import type { AwaitedProject, State } from '../state';
import { text } from '../text';
import { bytesAThumbnail } from '../thumbnail_sheets';
import { FolderButton } from './folder_button';
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
      {(missing === null || missing.length > 0) && <FolderButton session={session} />}
      <button type="button" class="link" onClick={() => session.stopAwaiting()}>
        {text.stopAwaiting}
      </button>
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

export function ProjectCard({ state, session }: { readonly state: State; readonly session: Session }) {
  const { awaited, engine, mosaic, photos, target, works } = state;
  const [withTarget, setWithTarget] = useState(true);
  const [withThumbnails, setWithThumbnails] = useState(false);
  const cannotSave = works.length > 0 || engine.status !== 'ready';
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.projectHeading}</h2>
      </div>
      <p class="hint">{text.projectHint}</p>
      {target && <Check label={text.projectWithTarget} checked={withTarget} onChange={setWithTarget} />}
      {photos > 0 && (
        <Check
          label={text.projectWithThumbnails(photos * bytesAThumbnail)}
          checked={withThumbnails}
          onChange={setWithThumbnails}
        />
      )}
      <div class="pickers">
        <button
          type="button"
          class="button"
          aria-disabled={cannotSave}
          onClick={() => cannotSave || session.saveProject({ withTarget, withThumbnails })}
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
        {mosaic && (
          <>
            <button
              type="button"
              class="button"
              aria-disabled={cannotSave}
              onClick={() => cannotSave || void session.tables.save()}
            >
              {text.saveTable}
            </button>
            <Picker
              id="table"
              label={text.openTable}
              icon="files"
              kind="document"
              onFiles={([first]) => first && void session.tables.open(first.file)}
            />
          </>
        )}
      </div>
      {awaited && <Awaited awaited={awaited} session={session} />}
    </section>
  );
}
