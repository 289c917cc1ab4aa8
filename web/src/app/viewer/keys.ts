/** What a key does to the picture that is looked at. */
import type { Direction, ZoomView } from './zoom_view';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export const directionOf = (event: KeyboardEvent): Direction | undefined => directions[event.key];

const deeds: Readonly<Record<string, (view: ZoomView) => void>> = {
  '+': (view) => view.zoom(1),
  '=': (view) => view.zoom(1),
  '-': (view) => view.zoom(-1),
  '0': (view) => view.goHome(),
  Home: (view) => view.goHome(),
  '1': (view) => view.zoomToActual(),
};

/** @return whether the key meant something. */
export function steer(view: ZoomView, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const direction = directionOf(event);
  if (direction) view.pan(direction);
  else if (deeds[event.key]) deeds[event.key]?.(view);
  else return false;
  return true;
}
