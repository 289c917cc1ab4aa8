/** Masks over the target: what a person marks there, and what the engine suggests, also for a preset. */
import type { Engine } from '../../engine/api';
import type { Mask } from '../../engine/types';
import { applyPreset, type Preset, wantsSuggestion } from '../presets';
import type { Change, Project } from '../project';
import { allowFiner, changeMask, changeOutside, type MaskStep } from '../project_masks';
import { decided, type MaskName, type Masks, maskSide } from '../target_mask';
import { report } from './running';
import type { Store } from './store';

export class Marking {
  constructor(
    private readonly store: Store,
    private readonly engine: Promise<Engine>,
    private readonly apply: (by: (project: Project) => Change) => void,
  ) {}

  /** @param what 'dot': a touch of the brush. */
  change(mask: MaskName, what: MaskStep | 'dot', to: Mask | null): void {
    this.apply((project) => changeMask(project, mask, what, to));
  }

  /** Marks what there is to see in the target. */
  async suggest(mask: MaskName): Promise<void> {
    const suggested = await this.suggestion();
    if (suggested) this.change(mask, 'suggest', suggested);
  }

  /** Settings that go well together, for the photos and the target that there are. */
  async applyPreset(preset: Preset): Promise<void> {
    const wanted = wantsSuggestion(this.store.state.project, preset);
    const suggested = wanted ? await this.suggestion() : null;
    const { photos, target } = this.store.state;
    this.apply((project) => applyPreset(project, preset, { photos, target, suggested }));
  }

  /** Null where there is no target, or another one by now. */
  private async suggestion(): Promise<Mask | null> {
    const { wholeTarget } = this.store.state;
    if (!wholeTarget) return null;
    try {
      const suggested = await (await this.engine).suggestMask(maskSide);
      return this.store.state.wholeTarget === wholeTarget ? decided(suggested) : null;
    } catch (error) {
      report(this.store, 'target', error);
      return null;
    }
  }

  setOutside(outside: Masks['outside']): void {
    this.apply((project) => changeOutside(project, outside));
  }

  /** Takes away what smaller tiles do not go with. */
  allowFiner(): void {
    this.apply(allowFiner);
  }
}
