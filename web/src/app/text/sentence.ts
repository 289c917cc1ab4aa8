/** A detail as a sentence of its own: with a capital and a full stop. */
export function sentence(detail: string): string {
  const trimmed = detail.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return trimmed === '' || /[.!?]$/.test(trimmed) ? capital : `${capital}.`;
}
