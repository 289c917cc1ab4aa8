/** What the page and the worker that draws the sample pictures say to each other. */
export type SampleRequest =
  | { readonly kind: 'pictures' }
  | { readonly kind: 'art'; readonly width: number; readonly height: number; readonly cell: number };

export type SampleReply =
  | { readonly kind: 'photos'; readonly first: number; readonly blobs: readonly Blob[]; readonly total: number }
  | { readonly kind: 'target'; readonly blob: Blob }
  | { readonly kind: 'art'; readonly bitmap: ImageBitmap };
