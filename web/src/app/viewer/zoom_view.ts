/**
 * The mosaic to zoom into: OpenSeadragon over the painting.
 *
 *   const view = await openZoomView(element, ask, { home: () => …, onMove: …, onClick: … });
 *   view.show(facts, edition);      // as often as there is another mosaic
 *   view.refit();                   // when the painting has another size
 *
 * While the whole picture is seen the painting shows it, pixel by pixel, and OpenSeadragon draws nothing. As soon as
 * it is moved OpenSeadragon asks for regions and draws them over the painting, which is moved along, so that there
 * is no moment without a picture.
 */
import type OpenSeadragon from 'openseadragon';
import type { MosaicFacts } from '../../engine/types';
import { actualWidth, type Box, isSame, widestPicture } from './geometry';
import { type AskRegion, regionSource } from './region_source';

/** Seconds that a movement takes; none where less motion is wanted. */
const animationTime = 0.6;
/** What one step of a key or button moves, as a share of what is seen, and zooms. */
const panStep = 0.2;
const zoomStep = 1.5;

export type Direction = 'left' | 'right' | 'up' | 'down';

/** What the page knows and wants to know. */
export interface Surroundings {
  /** Where the painting lies when it is not moved. */
  home(): Box;
  /** Where the whole picture lies now, however little of it is seen. */
  onMove(picture: Box, home: Box, isHome: boolean): void;
  /** A press without a movement, from the viewer's upper left corner. */
  onClick(place: { readonly x: number; readonly y: number }): void;
}

export class ZoomView {
  private facts: MosaicFacts | null = null;
  private edition = '';
  private image: OpenSeadragon.TiledImage | null = null;
  private home: Box;
  private picture: Box;
  private atHome = true;
  private resizing = false;

  constructor(
    private readonly osd: typeof OpenSeadragon,
    private readonly viewer: OpenSeadragon.Viewer,
    private readonly ask: AskRegion,
    private readonly surroundings: Surroundings,
  ) {
    this.home = surroundings.home();
    this.picture = this.home;
    viewer.addHandler('update-viewport', () => this.follow());
    viewer.addHandler('after-resize', () => {
      // OpenSeadragon is about to move the picture to where it was in the old size.
      this.resizing = true;
      requestAnimationFrame(() => {
        this.resizing = false;
        this.refit();
      });
    });
    viewer.addHandler('canvas-click', (event) => {
      if (event.quick) surroundings.onClick(event.position);
    });
    viewer.addHandler('canvas-scroll', (event) => {
      // At the end of the way out the wheel scrolls the page again.
      if (event.scroll < 0 && this.atHome) {
        event.preventDefaultAction = true;
        event.preventDefault = false;
      }
    });
  }

  /**
   * Shows a mosaic. What is looked at stays where it is, unless the mosaic has another shape; the old mosaic stays
   * until the new one is there.
   * @param edition changes with the pixels of the mosaic.
   */
  show(facts: MosaicFacts, edition: string): void {
    if (this.facts === null || !sameShape(this.facts, facts)) this.atHome = true;
    this.facts = facts;
    if (edition !== this.edition) this.replace(facts, edition);
    this.refit();
  }

  /** Takes note of another place of the painting, or another size of the viewer. */
  refit(): void {
    const home = this.surroundings.home();
    if (!this.facts || home.width <= 0) return;
    this.home = home;
    const { viewport } = this.viewer;
    const zoom = (width: number): number => width / viewport.getContainerSize().x;
    Object.assign(viewport, {
      defaultZoomLevel: zoom(home.width),
      minZoomLevel: zoom(home.width),
      maxZoomLevel: zoom(Math.max(home.width, widestPicture(this.facts, pixelRatio()))),
    });
    if (this.atHome) {
      viewport.goHome(true);
      this.moved(home);
    } else {
      viewport.applyConstraints(true);
      this.follow();
    }
  }

  zoom(steps: number): void {
    this.viewer.viewport.zoomBy(zoomStep ** steps).applyConstraints();
  }

  /** A pixel of the file as a pixel of the screen. */
  zoomToActual(): void {
    if (!this.facts) return;
    const { viewport } = this.viewer;
    const width = actualWidth(this.facts, pixelRatio());
    viewport.zoomTo(width / viewport.getContainerSize().x).applyConstraints();
  }

  goHome(): void {
    this.viewer.viewport.goHome();
  }

  pan(direction: Direction): void {
    const { viewport } = this.viewer;
    const seen = viewport.getBounds();
    const x = direction === 'left' ? -1 : direction === 'right' ? 1 : 0;
    const y = direction === 'up' ? -1 : direction === 'down' ? 1 : 0;
    viewport.panBy(new this.osd.Point(x * seen.width * panStep, y * seen.height * panStep)).applyConstraints();
  }

  /** Moves the picture as far as it takes to see a part of it, given in shares of its width. */
  reveal({ x, y, width, height }: Box): void {
    const { viewport } = this.viewer;
    const seen = viewport.getBounds();
    const left = Math.min(x, Math.max(seen.x, x + width - seen.width));
    const top = Math.min(y, Math.max(seen.y, y + height - seen.height));
    if (left === seen.x && top === seen.y) return;
    viewport.panBy(new this.osd.Point(left - seen.x, top - seen.y)).applyConstraints();
  }

  close(): void {
    this.viewer.destroy();
  }

  private replace(facts: MosaicFacts, edition: string): void {
    this.edition = edition;
    const { world } = this.viewer;
    this.viewer.addTiledImage({
      tileSource: regionSource(this.osd, facts, edition, this.ask),
      opacity: this.atHome ? 0 : 1,
      success: (event) => {
        const { item } = event as unknown as { readonly item: OpenSeadragon.TiledImage };
        if (edition !== this.edition) {
          world.removeItem(item);
          return;
        }
        this.image = item;
        // Until now OpenSeadragon did not know where the middle of the picture is.
        this.refit();
        item.whenFullyLoaded(() => this.removeAllBut(item));
      },
    });
  }

  /** The old tiles stay until the new ones are all there, or the painting shows the whole. */
  private removeAllBut(item: OpenSeadragon.TiledImage): void {
    const { world } = this.viewer;
    for (let i = world.getItemCount() - 1; i >= 0; i--) {
      const other = world.getItemAt(i);
      if (other !== item) world.removeItem(other);
    }
  }

  private follow(): void {
    // Nothing lies anywhere while the viewer is hidden.
    if (!this.facts || this.surroundings.home().width <= 0) return;
    const { viewport } = this.viewer;
    const { home } = this;
    const { x, y } = viewport.pixelFromPoint(new this.osd.Point(0, 0), true);
    const width = viewport.getZoom(true) * viewport.getContainerSize().x;
    this.moved({ x, y, width, height: (width / home.width) * home.height });
  }

  private moved(picture: Box): void {
    if (!this.resizing) this.atHome = isSame(picture, this.home);
    this.picture = this.atHome ? this.home : picture;
    if (this.image) {
      this.image.setOpacity(this.atHome ? 0 : 1);
      if (this.atHome) this.removeAllBut(this.image);
    }
    this.surroundings.onMove(this.picture, this.home, this.atHome);
  }
}

const pixelRatio = (): number => window.devicePixelRatio || 1;

const sameShape = (a: MosaicFacts, b: MosaicFacts): boolean =>
  Math.abs(a.width * b.height - b.width * a.height) < a.width;

/**
 * OpenSeadragon adds a style sheet unless it finds its own, which the page's policy forbids; viewer.css says the same.
 * The element that it finds has the name, but is none of HTML and so has no style in it that could be forbidden.
 */
function pretendStyled(): Element {
  const style = document.createElementNS('tessera', 'style');
  style.setAttribute('data-openseadragon-mobile-css', 'true');
  document.head.append(style);
  return style;
}

/** Starts OpenSeadragon in an element; it is loaded when it is first wanted. */
export async function openZoomView(
  element: HTMLElement,
  ask: AskRegion,
  surroundings: Surroundings,
): Promise<ZoomView> {
  const { default: osd } = await import('openseadragon');
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const gestures = { clickToZoom: false, dblClickToZoom: true, flickEnabled: !still };
  const styled = pretendStyled();
  const viewer = new osd.Viewer({
    element,
    drawer: 'canvas',
    // Keys and buttons are the page's own.
    tabIndex: -1,
    keyboardNavEnabled: false,
    showNavigationControl: false,
    preserveViewport: true,
    animationTime: still ? 0 : animationTime,
    visibilityRatio: 1,
    constrainDuringPan: true,
    // Below them lies the painting: coarser levels would only take time.
    immediateRender: true,
    blendTime: 0,
    gestureSettingsMouse: gestures,
    gestureSettingsPen: gestures,
    gestureSettingsTouch: { ...gestures, pinchRotate: false },
  });
  styled.remove();
  return new ZoomView(osd, viewer, ask, surroundings);
}
