/** What the page of a shared mosaic says, which travels with it: no functions, {times}, {photos} and {title} are filled in there. */
export const sharedPage = {
  hint: 'Click a photo, or press Enter for the one in the middle.',
  controls: 'View',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Show all of it',
  fullScreen: 'Full screen',
  mosaic: 'Mosaic “{title}”. Arrow keys move, plus and minus zoom, Enter shows the photo in the middle.',
  photo: 'The chosen photo',
  close: 'Close',
  zoomTo: 'Zoom to it',
  allPhotos: 'All photos',
  photosIn: '{photos} photos in “{title}”',
  back: 'To the mosaic',
  usedOnce: 'Once in this mosaic',
  usedOften: '{times} times in this mosaic',
};
