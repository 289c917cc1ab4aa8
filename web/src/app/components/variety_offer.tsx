/** Among the facts of a mosaic that shows few of the photos, or one nearly everywhere: one click for more of them. */
import type { Session } from '../session';
import type { Mosaic } from '../state';
import { text } from '../text';
import { monotonyOf, varietyDistance } from '../variety';

interface Props {
  readonly mosaic: Mosaic;
  readonly session: Session;
  /** Called before the button goes because it was pressed. */
  readonly keepFocus: () => void;
}

export function VarietyOffer({ mosaic, session, keepFocus }: Props) {
  const monotony = monotonyOf(mosaic.facts, mosaic.options);
  if (monotony === null) return null;
  return (
    <div>
      <dt>{text.monotony[monotony]}</dt>
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
