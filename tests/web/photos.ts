/** The photos that the tests are made with. They stand beside the repository, never in it. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from '@playwright/test';

const root = process.env.TESSERA_PHOTOS ?? findPhotos();

/** The folder lies beside the checkout; a worktree may lie a little deeper. */
function findPhotos(): string {
  for (const up of ['../../..', '../../../..', '../../../../..']) {
    const candidate = resolve(__dirname, up, 'shared/photos');
    if (existsSync(candidate)) return candidate;
  }
  return resolve(__dirname, '../../../shared/photos');
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .sort()
    .map((name) => join(root, folder, name));

export const photos = {
  library: (): string[] => filesIn('library'),
  awkward: (): string[] => filesIn('awkward'),
  camera: (): string[] => filesIn('camera'),
  named: (folder: 'awkward' | 'camera' | 'orientation', name: string): string => join(root, folder, name),
};

/** Skips the tests of a file where the photos are missing; where they must not be, fails. */
export function needPhotos(): void {
  const missing = !existsSync(join(root, 'library'));
  if (missing && process.env.CI === 'true') throw new Error(`the test photos are missing: ${root}`);
  test.skip(missing, `the test photos are missing: ${root}`);
}
