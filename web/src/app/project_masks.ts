/** The masks of a project: how they change, and what they ask of the engine. Pure. */
import type { Mask, MosaicOptions } from '../engine/types';
import type { Change, Project } from './project';
import type { Settings } from './settings';
import { type MaskName, type Masks, orNothing, sameMask } from './target_mask';

/** What was done to a mask. */
export type MaskStep = 'paint' | 'rub' | 'suggest' | 'clear' | 'invert';

/** Another mask in the place of the one that there was. Dots in quick succession are one step, all else is its own. */
export function changeMask(project: Project, mask: MaskName, what: MaskStep | 'dot', to: Mask | null): Change {
  const changed = to && orNothing(to);
  const same = sameMask(project.masks[mask], changed);
  return {
    project: same ? project : { ...project, masks: { ...project.masks, [mask]: changed } },
    name: { id: 'mask', mask, what: what === 'dot' ? 'paint' : what },
    key: what === 'dot' ? `mask ${mask}` : null,
  };
}

/** What stands where there are no tiles. */
export function changeOutside(project: Project, outside: Masks['outside']): Change {
  const same = project.masks.outside === outside;
  return {
    project: same ? project : { ...project, masks: { ...project.masks, outside } },
    name: { id: 'outside', outside },
    key: null,
  };
}

type Edges = Pick<Settings, 'softEdges' | 'brick'>;
const plainEdges: Edges = { softEdges: 0, brick: false };

/** Whether tiles may be smaller in places: soft edges and bricks are for tiles of one size. */
export const allowsFiner = ({ softEdges, brick }: Edges): boolean => softEdges === 0 && !brick;

/** Hard edges and straight rows, so that tiles may be smaller in places. */
export const allowFiner = (project: Project): Change => ({
  project: allowsFiner(project.settings) ? project : { ...project, settings: { ...project.settings, ...plainEdges } },
  name: { id: 'edges' },
  key: null,
});

/** The mask of smaller tiles as far as it counts. */
export const finerMask = ({ masks, settings }: Project): Mask | null => (allowsFiner(settings) ? masks.finer : null);

const evenUp = (pixels: number): number => pixels + (pixels % 2);

/** The options for a project with its masks. Tiles that are halved in places have even sides. */
export function withMasks(options: MosaicOptions, project: Project): MosaicOptions {
  const { only, outside } = project.masks;
  const finer = finerMask(project);
  const { tileSize, tileHeight } = options;
  return {
    ...options,
    ...(only ? { only, outside } : {}),
    ...(finer ? { finer, tileSize: evenUp(tileSize) } : {}),
    ...(finer && tileHeight !== undefined ? { tileHeight: evenUp(tileHeight) } : {}),
  };
}
