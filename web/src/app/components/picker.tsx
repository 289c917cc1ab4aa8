/** A file input that looks like a button. The input itself stays what is focused, named and operated. */
import type { TargetedEvent } from 'preact';
import type { PhotoFile } from '../../engine/api';
import { takeFiles } from '../files';
import { Icon } from './icons';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly icon: 'files' | 'folder' | 'target';
  readonly kind: 'files' | 'folder' | 'one' | 'document';
  readonly onFiles: (files: readonly PhotoFile[]) => void;
}

export function Picker({ id, label, icon, kind, onFiles }: Props) {
  const onChange = (event: TargetedEvent<HTMLInputElement>): void => {
    const files = takeFiles(event.currentTarget);
    if (files.length > 0) onFiles(files);
  };
  return (
    <span class="picker">
      <input
        id={id}
        type="file"
        class="unseen"
        // Without a list of types for many files: what cannot be read shall be reported, not greyed out.
        {...(kind === 'one' ? { accept: 'image/*' } : {})}
        {...(kind === 'files' || kind === 'folder' ? { multiple: true } : {})}
        {...(kind === 'folder' ? { webkitdirectory: true } : {})}
        onChange={onChange}
      />
      <label for={id} class="button">
        <Icon name={icon} />
        {label}
      </label>
    </span>
  );
}
