/** Among the facts of a mosaic that shows few of the photos: one click for more of them. */
import type { Session } from '../session';
import type { Mosaic } from '../state';
import { text } from '../text';
import { varietyDistance, wantsVariety } from '../variety';

interface Props {
  readonly mosaic: Mosaic;
  readonly session: Session;
  /** Called before the button goes because it was pressed. */
  readonly keepFocus: () => void;
}

export function VarietyOffer({ mosaic, session, keepFocus }: Props) {
  if (!wantsVariety(mosaic.facts, mosaic.options)) return null;
  return (
    <div>
      <dt>{text.fewSeen}</dt>
      <dd>
        <button
          type="button"
          class="link"
          onClick={() => {
            keepFocus();
            session.change('minDistance', String(varietyDistance));
          }}
        >
          {text.showMore}
        </button>
      </dd>
    </div>
  );
}
