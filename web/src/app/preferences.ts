/** Choices about the page itself that outlast a visit. Storage may be forbidden or full: then they last as long as the page. */

const key = (name: string): string => `tessera ${name}`;

/** What was chosen on an earlier visit; null where nothing was, or nothing could be kept. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(key(name));
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(key(name), value);
  } catch (error: unknown) {
    console.warn('a choice could not be kept for the next visit', error);
  }
}
