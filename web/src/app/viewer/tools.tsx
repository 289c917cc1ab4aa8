/** The buttons of the viewer. */
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../components/icons';
import { text } from '../text';
import type { ZoomView } from './zoom_view';

/** Whether an element fills the screen. */
export function useFullScreen(element: RefObject<HTMLElement | null>): boolean {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const look = (): void => setFull(element.current !== null && document.fullscreenElement === element.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, [element]);
  return full;
}

function Tool(props: {
  readonly icon: Parameters<typeof Icon>[0]['name'];
  readonly label: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}) {
  const { icon, label, pressed, onClick } = props;
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={label}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

interface Props {
  readonly view: ZoomView;
  readonly frame: RefObject<HTMLElement | null>;
  readonly full: boolean;
  /** Null where there is no target to compare with. */
  readonly comparing: boolean | null;
  readonly onCompare: (comparing: boolean) => void;
}

export function Tools({ view, frame, full, comparing, onCompare }: Props) {
  const toggleFull = (): void => {
    if (full) void document.exitFullscreen();
    else void frame.current?.requestFullscreen();
  };
  return (
    <div class="tools" role="toolbar" aria-label={text.viewerTools}>
      <Tool icon="zoomIn" label={text.zoomIn} onClick={() => view.zoom(1)} />
      <Tool icon="zoomOut" label={text.zoomOut} onClick={() => view.zoom(-1)} />
      <Tool icon="whole" label={text.zoomHome} onClick={() => view.goHome()} />
      <Tool icon="actual" label={text.zoomActual} onClick={() => view.zoomToActual()} />
      {comparing !== null && (
        <Tool icon="compare" label={text.compare} pressed={comparing} onClick={() => onCompare(!comparing)} />
      )}
      {document.fullscreenEnabled && <Tool icon="full" label={text.fullScreen} pressed={full} onClick={toggleFull} />}
    </div>
  );
}
