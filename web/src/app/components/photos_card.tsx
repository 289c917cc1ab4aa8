import type { Session } from '../session';
import type { State } from '../state';
import { text } from '../text';
import { FolderButton } from './folder_button';
import { Picker } from './picker';

export function PhotosCard({ state, session }: { readonly state: State; readonly session: Session }) {
  const { photos, works, samples, standIns, remembered } = state;
  // A matching makes room.
  const busy = works.some(({ kind }) => kind !== 'match' && kind !== 'paint');
  return (
    <section class={photos === 0 ? 'card zone' : 'card zone filled'} data-drop="photos">
      <div class="card-head">
        <h2>{photos > 0 ? text.photosCounted(photos) : text.photosHeading}</h2>
        {photos > 0 && (
          <button type="button" class="link" disabled={busy} onClick={() => session.clearPhotos()}>
            {text.photosClear}
          </button>
        )}
      </div>
      {photos === 0 && <p class="hint">{text.photosHint}</p>}
      {samples && <p class="hint">{text.samplesNote}</p>}
      {standIns && (
        <>
          <p class="hint">{text.standInsNote}</p>
          <FolderButton session={session} />
        </>
      )}
      <div class="pickers">
        <Picker
          id="photos"
          label={text.photosLabel}
          icon="files"
          kind="files"
          onFiles={(files) => session.addPhotos(files)}
        />
        <Picker
          id="photo-folder"
          label={text.folderLabel}
          icon="folder"
          kind="folder"
          onFiles={(files) => session.addPhotos(files)}
        />
      </div>
      {remembered.photos > 0 && (
        <div class="card-foot">
          <p class="hint" title={text.rememberedHint}>
            {text.remembered(remembered.photos, remembered.bytes)}
          </p>
          <button type="button" class="link" disabled={busy} onClick={() => session.forgetPhotos()}>
            {text.forget}
          </button>
        </div>
      )}
    </section>
  );
}
