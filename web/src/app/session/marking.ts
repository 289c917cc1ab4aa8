/** Masks over the target: what a person marks there, and what the engine suggests. */
import type { Engine } from '../../engine/api';
import type { Mask } from '../../engine/types';
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
    const { wholeTarget } = this.store.state;
    try {
      const suggested = await (await this.engine).suggestMask(maskSide);
      // Of another target it would say nothing.
      if (this.store.state.wholeTarget === wholeTarget) this.change(mask, 'suggest', decided(suggested));
    } catch (error) {
      report(this.store, 'target', error);
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
