/** A program that uses the package's types as strictly as TypeScript goes. It is compiled, never run. */
import {
  type CropPosition,
  defaultExportOptions,
  defaultMosaicOptions,
  type Engine,
  EngineError,
  type ExportOptions,
  type FailureCode,
  type LoadResult,
  type MosaicFacts,
  type MosaicOptions,
  type PhotoFile,
  startEngine,
} from 'tessera';

export async function saveMosaic(photos: readonly File[], target: File, signal: AbortSignal): Promise<Blob> {
  const engine: Engine = await startEngine();
  const files: PhotoFile[] = photos.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  const loaded: LoadResult = await engine.addPhotos(signal, files, ({ done, total }) => console.log(done / total));
  for (const { name, code, detail } of loaded.skipped) console.warn(`${name}: ${detail} (${code})`);
  await engine.setTarget(signal, { file: target, path: target.name });
  const options: MosaicOptions = { ...defaultMosaicOptions, matching: 'optimal', maxUses: 2 };
  const facts: MosaicFacts = await engine.makeMosaic(signal, options);
  console.log(`${facts.columns} × ${facts.rows}`);
  const cropped: CropPosition = await engine.cropPhoto(signal, 0, 'smart');
  console.log(cropped);
  await engine.paint(
    signal,
    { maxWidth: 800, maxHeight: 800 },
    ({ width, height }) => new OffscreenCanvas(width, height),
    ({ rgba, height }) => new ImageData(rgba, rgba.length / 4 / height, height),
  );
  const written: ExportOptions = { ...defaultExportOptions, format: 'jpeg', dotsPerInch: 300 };
  try {
    return await new Response(engine.exportMosaic(signal, written)).blob();
  } finally {
    engine.dispose();
  }
}

export function reasonOf(error: unknown): FailureCode | null {
  return error instanceof EngineError ? error.code : null;
}

export const mistakes = (engine: Engine, signal: AbortSignal): unknown[] => [
  // @ts-expect-error There is no such matching.
  engine.makeMosaic(signal, { ...defaultMosaicOptions, matching: 'closest' }),
  // @ts-expect-error The signal comes first.
  engine.setTarget({ file: new File([], 'a.jpg'), path: 'a.jpg' }),
  // @ts-expect-error What is received is not to be changed.
  () => (engine.info.threads = 2),
];

// @ts-expect-error How the engine talks to its worker is its own affair.
export type Internal = import('tessera').Calls;
