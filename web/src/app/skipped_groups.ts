/** Files that were skipped, as a person wants to read of them. */
import type { FailureCode, SkippedPhoto } from '../engine/types';

/** Skipped files with the same reason stand together, the largest group first. */
export function groupSkipped(
  skipped: readonly SkippedPhoto[],
): readonly { readonly code: FailureCode; readonly detail: string; readonly names: readonly string[] }[] {
  const groups = new Map<string, { code: FailureCode; detail: string; names: string[] }>();
  for (const { name, code, detail } of skipped) {
    const key = `${code} ${detail}`;
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { code, detail, names: [name] });
  }
  return [...groups.values()].sort((a, b) => b.names.length - a.names.length);
}
