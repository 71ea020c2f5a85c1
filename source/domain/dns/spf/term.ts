export type Qualifier = '+' | '-' | '~' | '?';

export type MechanismName = 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';

export interface SpfMechanism {
  readonly kind: 'mechanism';
  readonly name: MechanismName;
  /** `+` where none is written. */
  readonly qualifier: Qualifier;
  /** The domain or network as written; undefined where the current domain is meant. */
  readonly target: string | undefined;
  /** Prefix lengths; ip4 has the first, ip6 the second, a and mx may have both. */
  readonly prefix4: number;
  readonly prefix6: number;
  readonly text: string;
}

export interface Modifier {
  readonly kind: 'modifier';
  /** Lower case: `redirect`, `exp`, or one that receivers do not know and pass over. */
  readonly name: string;
  readonly value: string;
  readonly text: string;
}

/** A term that makes the whole record a permanent error (RFC 7208 §4.6). */
export interface BrokenTerm {
  readonly kind: 'broken';
  readonly reason: string;
  readonly text: string;
}

export type Term = SpfMechanism | Modifier | BrokenTerm;

export interface SpfRecord {
  readonly text: string;
  /** The strings it is published in. */
  readonly strings: readonly string[];
  readonly terms: readonly Term[];
}

/** The mechanisms receivers look at: those after `all` are never reached (RFC 7208 §5.1). */
export const reachableMechanisms = (record: SpfRecord): readonly SpfMechanism[] => {
  const mechanisms = record.terms.filter((term) => term.kind === 'mechanism');
  const all = mechanisms.findIndex((mechanism) => mechanism.name === 'all');
  return all === -1 ? mechanisms : mechanisms.slice(0, all + 1);
};

/** The modifiers of that name; more than one redirect or exp is an error (RFC 7208 §6). */
export const modifiersOf = (record: SpfRecord, name: string): readonly Modifier[] =>
  record.terms.filter((term) => term.kind === 'modifier').filter((modifier) => modifier.name === name);

/** The redirect that is followed: none if there is an `all` anywhere (RFC 7208 §6.1). */
export const activeRedirect = (record: SpfRecord): Modifier | undefined => {
  const hasAll = record.terms.some((term) => term.kind === 'mechanism' && term.name === 'all');
  return hasAll ? undefined : modifiersOf(record, 'redirect')[0];
};

/** Whether a record is an error before anything in it is looked at (RFC 7208 §4.6, §6). */
export const isBroken = (record: SpfRecord): boolean =>
  record.terms.some(({ kind }) => kind === 'broken') ||
  ['redirect', 'exp'].some((name) => modifiersOf(record, name).length > 1);

/** Whether a mechanism makes receivers ask DNS, so that it counts towards the ten (RFC 7208 §4.6.4). */
export const asksDns = ({ name }: SpfMechanism): boolean => name !== 'all' && name !== 'ip4' && name !== 'ip6';
