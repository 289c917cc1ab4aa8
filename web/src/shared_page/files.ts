/** The files of a shared mosaic's page, but for those about the mosaic itself, which the engine adds. */
import viewerUrl from 'openseadragon/build/openseadragon/openseadragon.min.js?url';
import type { ArchiveFile } from '../engine/types';
import common from './common.js?raw';
import page from './index.html?raw';
import styles from './page.css?raw';
import script from './page.js?raw';
import photosStyles from './photos.css?raw';
import photosPage from './photos.html?raw';
import photosScript from './photos.js?raw';

/**
 * Fetches the viewer from the page's own site.
 * @param texts what the page says, by language.
 */
export async function sharedPageFiles(
  signal: AbortSignal,
  texts: Readonly<Record<string, unknown>>,
): Promise<readonly ArchiveFile[]> {
  const response = await fetch(viewerUrl, { signal });
  if (!response.ok) throw new Error(`${viewerUrl}: ${response.status}`);
  // The map that its last line names is not there.
  const viewer = (await response.text()).replace(/\n\/\/# sourceMappingURL=.*/, '');
  const files = {
    'index.html': page,
    'page.css': styles,
    'page.js': script,
    'photos.html': photosPage,
    'photos.css': photosStyles,
    'photos.js': photosScript,
    'common.js': common,
    'text.js': `window.tesseraText = ${JSON.stringify(texts)};\n`,
    'openseadragon.min.js': viewer,
  };
  const encoder = new TextEncoder();
  return Object.entries(files).map(([path, content]) => ({ path, bytes: encoder.encode(content) }));
}
