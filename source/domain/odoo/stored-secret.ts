import type { Secret } from '../secret.ts';

/** A password or token as a row holds it. A column that the role may not read is not the same as an empty one. */
export type StoredSecret =
  | { readonly kind: 'stored'; readonly secret: Secret }
  | { readonly kind: 'none' }
  | { readonly kind: 'not-permitted' };
