/**
 * The page of a shared mosaic: zoom as in a map, and a click tells which photo stands where. It is copied into the
 * archive as it is: a classic script without requests of its own, so that it also works opened from the disk.
 *
 * data.js says what the mosaic is made of (engine/mosaic_data.ts), text.js what to say in which language.
 */
(() => {
  const { title, width, height, tileWidth, tileHeight, columns, rows, brick, cells, names } = window.tesseraMosaic;
  const { text, usesOf, showThumbnail } = window.tesseraPage;
  const element = (id) => document.getElementById(id);

  /** Pixels of the screen for each of a thumbnail's. */
  const enlarged = 2;

  document.title = title;
  element('title').textContent = title;
  element('how').textContent = text.hint;
  element('zoom-to').textContent = text.zoomTo;
  element('all').textContent = text.allPhotos;
  for (const [id, label] of [
    ['zoom-in', text.zoomIn],
    ['zoom-out', text.zoomOut],
    ['whole', text.whole],
    ['full-screen', text.fullScreen],
    ['close', text.close],
  ]) {
    element(id).setAttribute('aria-label', label);
    element(id).title = label;
  }
  element('controls').setAttribute('aria-label', text.controls);
  element('photo').setAttribute('aria-label', text.photo);

  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const viewer = window.OpenSeadragon({
    element: element('mosaic'),
    tileSources: {
      Image: {
        xmlns: 'http://schemas.microsoft.com/deepzoom/2008',
        Url: 'mosaic_files/',
        Format: 'jpg',
        Overlap: '1',
        TileSize: '256',
        Size: { Width: String(width), Height: String(height) },
      },
    },
    // WebGL may not have pictures that were opened from the disk.
    drawer: 'canvas',
    showNavigationControl: false,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    maxZoomPixelRatio: 4,
    visibilityRatio: 0.5,
    minZoomImageRatio: 0.8,
    animationTime: still ? 0 : 0.8,
    immediateRender: still,
  });

  let selected = null;
  const frame = document.createElement('div');
  frame.className = 'cell';

  /** Pixels by which a row stands to the left. */
  const rowShift = (row) => (brick && row % 2 === 1 ? Math.floor(tileWidth / 2) : 0);

  /** What stands in the place of a photo for a cell that is a part of a larger one (engine/mosaic_data.ts). */
  const covered = -2;

  /** Of a larger cell the upper left one, which has its photo; any other is itself. */
  const leaderOf = ({ column, row }) =>
    cells[row * columns + column] === covered
      ? { column: column - (column % 2), row: row - (row % 2) }
      : { column, row };

  /** How many small cells a cell has each way. */
  const spanOf = ({ column, row }) =>
    cells[row * columns + column + 1] === covered && column % 2 === 0 && row % 2 === 0 ? 2 : 1;

  const rectangleOf = ({ column, row }) => {
    const span = spanOf({ column, row });
    const tileLeft = column * tileWidth - rowShift(row);
    const left = Math.max(0, tileLeft);
    const top = row * tileHeight;
    return viewer.world
      .getItemAt(0)
      .imageToViewportRectangle(
        left,
        top,
        Math.min(tileLeft + span * tileWidth, width) - left,
        Math.min(span * tileHeight, height - top),
      );
  };

  const close = () => {
    if (!selected) return;
    selected = null;
    viewer.removeOverlay(frame);
    element('photo').hidden = true;
    document.body.classList.remove('selected');
    viewer.canvas.focus({ preventScroll: true });
  };

  /** Shows which photo stands in a cell; outside the mosaic, or where no photo is, nothing. */
  const select = (column, row) => {
    const inside = column >= 0 && row >= 0 && column < columns && row < rows;
    const cell = inside ? leaderOf({ column, row }) : null;
    const photo = cell ? cells[cell.row * columns + cell.column] : -1;
    if (photo < 0) {
      close();
      return;
    }
    if (selected) viewer.removeOverlay(frame);
    selected = cell;
    viewer.addOverlay({ element: frame, location: rectangleOf(selected) });
    const picture = element('thumbnail');
    showThumbnail(picture, photo, enlarged);
    picture.setAttribute('aria-label', names[photo]);
    element('name').textContent = names[photo];
    element('uses').textContent = usesOf(photo);
    element('photo').hidden = false;
    document.body.classList.add('selected');
  };

  const selectAt = ({ x, y }) => {
    const row = Math.floor(y / tileHeight);
    if (x < 0 || x >= width) close();
    else select(Math.floor((x + rowShift(row)) / tileWidth), row);
  };

  const zoomToSelected = () => viewer.viewport.fitBoundsWithConstraints(rectangleOf(selected), still);

  /** Goes to the photo that the address names, as links in the contact sheet do. */
  const showLinked = () => {
    const [, photo] = /^#photo-(\d+)$/.exec(location.hash) ?? [];
    const cell = photo === undefined ? -1 : cells.indexOf(Number(photo));
    if (cell < 0) return;
    select(cell % columns, Math.floor(cell / columns));
    zoomToSelected();
  };

  const moveSelection = (across, down) => {
    const span = spanOf(selected);
    const step = (at, by, count) => Math.min(count - 1, Math.max(0, at + (by > 0 ? span : by)));
    const column = step(selected.column, across, columns);
    const row = step(selected.row, down, rows);
    select(column, row);
    if (!selected) return;
    const middle = rectangleOf(selected).getCenter();
    if (!viewer.viewport.getBounds().containsPoint(middle)) viewer.viewport.panTo(middle);
  };

  viewer.addHandler('canvas-click', (event) => {
    if (event.quick) selectAt(viewer.world.getItemAt(0).viewerElementToImageCoordinates(event.position));
  });

  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  viewer.addHandler('canvas-key', (event) => {
    const { key } = event.originalEvent;
    // Turning and flipping are no use here.
    if (/^[rf]$/i.test(key)) event.preventDefaultAction = true;
    if (key === 'Escape') close();
    if (key === 'Enter') {
      selectAt(viewer.world.getItemAt(0).viewportToImageCoordinates(viewer.viewport.getCenter()));
    }
    if (selected && moves[key]) {
      event.preventDefaultAction = true;
      moveSelection(...moves[key]);
    }
  });
  viewer.addHandler('open', () => {
    viewer.canvas.setAttribute('role', 'application');
    viewer.canvas.setAttribute(
      'aria-label',
      text.mosaic.replace('{title}', () => title),
    );
    showLinked();
  });
  window.addEventListener('hashchange', () => showLinked());

  const zoomBy = (factor) => {
    viewer.viewport.zoomBy(factor);
    viewer.viewport.applyConstraints();
  };
  element('zoom-in').addEventListener('click', () => zoomBy(1.6));
  element('zoom-out').addEventListener('click', () => zoomBy(1 / 1.6));
  element('whole').addEventListener('click', () => viewer.viewport.goHome());
  element('full-screen').addEventListener('click', () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
  if (!document.fullscreenEnabled) element('full-screen').hidden = true;
  element('close').addEventListener('click', close);
  element('zoom-to').addEventListener('click', zoomToSelected);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
})();
