import type { Evidence } from '../../finding/evidence.ts';

/** Results of RFC 7208 §2.6. */
export type SpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror';

export interface SpfQuestion {
  /** The address receivers see: the relay's, or ours where we deliver ourselves. */
  readonly ip: string;
  /** The name given in EHLO. */
  readonly helo: string;
  /** The envelope sender; empty for bounces, which are judged by the EHLO name. */
  readonly mailFrom: string;
}

export interface SpfVerdict {
  readonly result: SpfResult;
  /** The domain that was judged. */
  readonly domain: string;
  /** Why, in the library's words: which limit was passed, which term is wrong. */
  readonly explanation: string;
  /** What the domain's owner wants refused senders to read (RFC 7208 §6.2). */
  readonly ownersWords: string | undefined;
  readonly lookups: number;
  readonly voids: number;
  readonly evidence: readonly Evidence[];
}
