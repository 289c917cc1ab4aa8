/** The messages between the engine's worker and the worker that decodes HEIC. */
import type { FailureCode } from './types';

export interface HeifRequest {
  /** A whole file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** A picture of more pixels is refused before it is decoded. */
  readonly maxPixels: number;
}

export type HeifReply =
  | {
      readonly kind: 'picture';
      readonly width: number;
      readonly height: number;
      /** Upright; alpha not multiplied in. */
      readonly rgba: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: 'failure'; readonly code: FailureCode; readonly message: string };
