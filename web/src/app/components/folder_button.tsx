/** Asks for the folder of a project's photos, where the browser can find it again by itself on the next visit. */
import { canChooseFolder } from '../folders';
import type { Session } from '../session';
import { text } from '../text';
import { Icon } from './icons';

export function FolderButton({ session }: { readonly session: Session }) {
  if (!canChooseFolder()) return null;
  return (
    <div class="pickers">
      <button type="button" class="button" title={text.giveFolderHint} onClick={() => void session.chooseFolder()}>
        <Icon name="folder" />
        {text.giveFolder}
      </button>
    </div>
  );
}
