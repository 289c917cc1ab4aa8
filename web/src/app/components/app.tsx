/** The page: header, stage and panel, and drops that land anywhere on it. */
import { useEffect, useState } from 'preact/hooks';
import { carriesFiles, droppedFiles, isTargetDrop } from '../files';
import { droppedFolders } from '../folders';
import { projectSuffix } from '../save_options';
import type { Session } from '../session';
import { text } from '../text';
import { Header } from './header';
import { Panel } from './panel';
import { PhotoDialog } from './photo_dialog';
import { Stage } from './stage';
import { UpdateNote } from './update_note';

/** True while files are dragged over the page; drops outside the two zones are sorted out here. */
function usePageDrops(session: Session): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    // dragenter and dragleave come in pairs for each element on the way.
    let depth = 0;
    const onEnter = (event: DragEvent): void => {
      if (!carriesFiles(event.dataTransfer)) return;
      depth++;
      setDragging(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!carriesFiles(event.dataTransfer)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setDragging(false);
    };
    const onOver = (event: DragEvent): void => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const onDrop = (event: DragEvent): void => {
      depth = 0;
      setDragging(false);
      if (!carriesFiles(event.dataTransfer) || !event.dataTransfer) return;
      event.preventDefault();
      const zone = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-drop]') : null;
      const meant = zone?.dataset.drop;
      session.lookThrough();
      const dropped = Promise.all([droppedFiles(event.dataTransfer), droppedFolders(event.dataTransfer)]);
      void dropped.then(([arrival, folders]) => {
        const { target, nextTarget } = session.state.value;
        const [first] = arrival.files;
        const hasTarget = target !== null || nextTarget !== null;
        if (first && arrival.files.length === 1 && first.path.endsWith(`.${projectSuffix}`)) {
          session.openProject(first.file);
        } else if (first && (meant === 'target' || (meant !== 'photos' && isTargetDrop(arrival, hasTarget)))) {
          session.setTarget(first);
        } else {
          session.addPhotos(arrival.files, folders);
        }
      });
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [session]);
  return dragging;
}

export function App({ session }: { readonly session: Session }) {
  const dragging = usePageDrops(session);
  const state = session.state.value;
  return (
    <div class={dragging ? 'page dragging' : 'page'}>
      <Header state={state} />
      <main class="layout">
        <Stage state={state} session={session} />
        <Panel state={state} session={session} />
      </main>
      {state.opened && <PhotoDialog opened={state.opened} session={session} />}
      <UpdateNote />
      <div class="drop-note" aria-hidden="true">
        <strong>{text.dropHere}</strong>
        <span>{text.dropExplained}</span>
      </div>
    </div>
  );
}
