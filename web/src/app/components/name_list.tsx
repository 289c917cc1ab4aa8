/** Names of files, however many they are. */

/** From here on a list is one text instead of an element for each name, which browsers would choke on. */
const many = 1000;

export function NameList({ names }: { readonly names: readonly string[] }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
  if (names.length >= many) return <pre tabIndex={0}>{names.join('\n')}</pre>;
  return (
    <ul>
      {names.map((name, i) => (
        <li key={i}>{name}</li>
      ))}
    </ul>
  );
}
