/** What the page of a shared mosaic says, in German. */
import type { sharedPage as english } from '../en/shared_page';

export const sharedPage: typeof english = {
  hint: 'Klicke auf ein Foto, oder drücke Enter für das in der Mitte.',
  controls: 'Ansicht',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  whole: 'Ganz zeigen',
  fullScreen: 'Vollbild',
  mosaic: 'Mosaik „{title}“. Pfeiltasten verschieben, Plus und Minus zoomen, Enter zeigt das Foto in der Mitte.',
  photo: 'Das gewählte Foto',
  close: 'Schließen',
  zoomTo: 'Hineinzoomen',
  allPhotos: 'Alle Fotos',
  photosIn: '{photos} Fotos in „{title}“',
  back: 'Zum Mosaik',
  usedOnce: 'Einmal in diesem Mosaik',
  usedOften: '{times}-mal in diesem Mosaik',
};
