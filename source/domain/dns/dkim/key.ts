import type { Evidence } from '../../finding/evidence.ts';
import type { DnsProblem } from '../dns-problem.ts';

/** Why a selector is asked for: guessed from a provider, named by a person, or read from a message that was sent. */
type SelectorSource = 'guessed' | 'given' | 'message';

export interface DkimSelector {
  readonly name: string;
  readonly source: SelectorSource;
}

/** What the key material in `p=` is, as far as it can be read. */
export type KeyMaterial =
  /** `isBare` where it is an RSAPublicKey without the algorithm around it. */
  | { readonly kind: 'rsa'; readonly bits: number; readonly isBare?: true }
  | { readonly kind: 'ed25519' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What stands at a selector. `missing` and `revoked` are facts, `unknown` is not. */
export type DkimKeyState =
  | { readonly kind: 'key'; readonly material: KeyMaterial; readonly text: string }
  | { readonly kind: 'revoked'; readonly text: string }
  /** A text that is no DKIM key: a wildcard's, for example. */
  | { readonly kind: 'not-a-key'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface DkimKey {
  readonly selector: DkimSelector;
  /** `selector._domainkey.domain`. */
  readonly name: string;
  readonly state: DkimKeyState;
  /** Where the selector is delegated to, in order; a provider can then change its key by itself. */
  readonly aliases: readonly string[];
  readonly problems: readonly DnsProblem[];
  readonly evidence: Evidence;
}

export interface DkimKeys {
  readonly domain: string;
  /** Every selector asked for, without guesses that led nowhere. */
  readonly keys: readonly DkimKey[];
  /** The guesses that led nowhere: they prove nothing, because selectors cannot be listed. */
  readonly triedInVain: readonly string[];
  /** What a wildcard gives every selector that is not published by itself; undefined without one. */
  readonly wildcard: DkimKeyState | undefined;
  /** DNS says that nothing exists below `_domainkey` (RFC 8020), so the domain has no key at all. */
  readonly hasNone: boolean;
  readonly evidence: readonly Evidence[];
}

/** Whether verifiers can use the key to pass a signature. */
export const isUsable = (key: DkimKey): boolean =>
  key.state.kind === 'key' && !key.problems.some(({ severity }) => severity === 'fail');
