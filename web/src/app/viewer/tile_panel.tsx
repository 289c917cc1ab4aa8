/** What a tile shows, and what can be done about it. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MosaicFacts } from '../../engine/types';
import { type Project, pinsIn } from '../project';
import type { Session } from '../session';
import { photoFacts, text } from '../text';
import type { Cell } from './geometry';
import { TilePicture } from './tile_picture';
import type { Offer, Tile } from './use_tile';

function Picture({ picture, label }: { readonly picture: ImageData; readonly label?: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => canvas.current?.getContext('2d')?.putImageData(picture, 0, 0), [picture]);
  const named = label === undefined ? {} : { role: 'img' as const, 'aria-label': label };
  return <canvas ref={canvas} width={picture.width} height={picture.height} {...named} />;
}

function Offers({ offers, onTake }: { readonly offers: readonly Offer[]; readonly onTake: (offer: Offer) => void }) {
  return (
    <fieldset class="offers">
      <legend>{text.tileOffers}</legend>
      {offers.map((offer) => (
        <button
          key={`${offer.candidate.photo} ${offer.candidate.variant}`}
          type="button"
          aria-label={text.tileSwap(offer.name)}
          title={offer.name}
          onClick={() => onTake(offer)}
        >
          <Picture picture={offer.picture} />
        </button>
      ))}
    </fieldset>
  );
}

interface Props {
  readonly session: Session;
  readonly project: Project;
  readonly facts: MosaicFacts;
  readonly cell: Cell;
  readonly tile: Tile;
  /** Changes with the mosaic's pixels. */
  readonly edition: string;
  readonly onClose: () => void;
}

/** How often a photo may stand there after "less" and "more"; null where that is no choice. */
function limitsAround(
  uses: number,
  own: number | undefined,
  common: number,
): { less: number | null; more: number | null } {
  const now = own ?? (common > 0 ? common : null);
  return {
    less: Math.min(uses, now ?? uses) > 1 ? Math.ceil(Math.min(uses, now ?? uses) / 2) : null,
    more: now === null ? null : now * 2,
  };
}

function Deeds({ session, project, facts, cell, tile }: Omit<Props, 'onClose' | 'edition'>) {
  const { photo, variant, others } = tile.info;
  const index = cell.row * facts.columns + cell.column;
  const pinned = pinsIn(project, facts).some((pin) => pin.cell === index);
  const own = project.photoLimits.find((limit) => limit.photo === photo)?.maxUses;
  const { less, more } = limitsAround(others.length + 1, own, facts.useLimit);
  return (
    <>
      <div class="tile-deeds">
        {pinned ? (
          <button type="button" class="button small" onClick={() => session.unpin(index)}>
            {text.tileUnpin}
          </button>
        ) : (
          <button type="button" class="button small" onClick={() => session.pin(index, photo, variant)}>
            {text.tilePin}
          </button>
        )}
        <button
          type="button"
          class="button small"
          disabled={less === null}
          onClick={() => session.limitPhoto(photo, less)}
        >
          {text.tileLess}
        </button>
        <button
          type="button"
          class="button small"
          disabled={more === null}
          onClick={() => session.limitPhoto(photo, more)}
        >
          {text.tileMore}
        </button>
        <button type="button" class="button small" onClick={() => session.ban(photo)}>
          {text.tileBan}
        </button>
        <button type="button" class="button small" onClick={() => session.openPhoto(photo)}>
          {text.tileOriginal}
        </button>
      </div>
      {own !== undefined && (
        <p class="hint">
          {text.tileOwnLimit(own)}{' '}
          <button type="button" class="link" onClick={() => session.limitPhoto(photo, null)}>
            {text.tileNoLimit}
          </button>
        </p>
      )}
      <Offers offers={tile.offers} onTake={({ candidate }) => session.pin(index, candidate.photo, candidate.variant)} />
    </>
  );
}

export function TilePanel(props: Props) {
  const { session, facts, cell, tile, edition, onClose } = props;
  const { view, thumbnail, name, info } = tile;
  const picture = useMemo(
    () => (view ? new ImageData(view.preview.rgba, view.preview.width, view.preview.height) : thumbnail),
    [view, thumbnail],
  );
  return (
    <aside
      class="tile-panel"
      aria-label={text.tilePanel}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div class="card-head">
        <h2 tabIndex={-1}>{name}</h2>
        <button type="button" class="button small" onClick={onClose}>
          {text.close}
        </button>
      </div>
      <div class="tile-pictures">
        {picture && <Picture picture={picture} label={name} />}
        <TilePicture session={session} facts={facts} cell={cell} edition={edition} label={text.tileAsShown} />
      </div>
      <p class="hint">{text.tilePlace(cell.column + 1, cell.row + 1, info.others.length)}</p>
      {view && <p class="hint">{photoFacts(view)}</p>}
      <Deeds {...props} />
    </aside>
  );
}
