/** Pictograms, 20 by 20, drawn with the colour of the text beside them. */
const paths = {
  files: 'M4 5.5h8.5l3 3v8H4zM7 3h6M12.5 5.5v3h3M9.7 10v4M7.7 12h4',
  folder: 'M2.5 5h5l1.8 2h8.2v9H2.5zM10 9.5v4M8 11.5h4',
  target: 'M3 4.5h14v11H3zM3 13l4-4 3.5 3.5 2.5-2 4 3.5M13.2 7.6h.1',
  download: 'M10 3v9M6.2 8.6 10 12.4l3.8-3.8M4 16.5h12',
  spark: 'M10 2.5 11.7 8 17.5 10l-5.8 2L10 17.5 8.3 12 2.5 10l5.8-2z',
  undo: 'M7.5 4 3.5 8l4 4M4 8h7.5a4.5 4.5 0 0 1 0 9H8',
  redo: 'M12.5 4l4 4-4 4M16 8H8.5a4.5 4.5 0 0 0 0 9H12',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  zoomIn: 'M8.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12.2 12.2 17 17M8.5 6.2v4.6M6.2 8.5h4.6',
  zoomOut: 'M8.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12.2 12.2 17 17M6.2 8.5h4.6',
  whole: 'M3 5h14v10H3zM6 8h8v4H6z',
  actual: 'M4.5 6.5 6 5.5v9M14 6.5l1.5-1v9M10 8.2v.1M10 12.2v.1',
  compare: 'M3 4.5h14v11H3zM10 2.5v15M5.2 10h2.3M12.5 10h2.3',
  full: 'M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark of the product: nine tiles. */
export function Mark() {
  const colours = ['sky', 'lilac', 'sky', 'peach', 'sun', 'ember', 'red', 'amber', 'violet'];
  return (
    <svg class="mark" viewBox="0 0 26 26" aria-hidden="true">
      {colours.map((colour, i) => (
        <rect
          key={i}
          class={`mark-${colour}`}
          x={(i % 3) * 9}
          y={Math.floor(i / 3) * 9}
          width="8"
          height="8"
          rx="1.6"
        />
      ))}
    </svg>
  );
}
