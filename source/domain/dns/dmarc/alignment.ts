import { normalizeName } from '../dns-name.ts';
import type { AlignmentMode } from './record.ts';

/** A domain with the organization it belongs to, by both standards; undefined where DNS did not answer. */
export interface Organization {
  readonly domain: string;
  readonly byWalk: string | undefined;
  readonly bySuffix: string;
}

/** Whether a domain that SPF or DKIM vouches for speaks for the From domain. */
export interface Alignment {
  readonly kind: 'spf' | 'dkim';
  readonly domain: string;
  readonly mode: AlignmentMode;
  /** By RFC 9989; undefined where DNS did not answer. */
  readonly isAligned: boolean | undefined;
  /** By RFC 7489 and the Public Suffix List, which many receivers still use. */
  readonly isAlignedBySuffix: boolean;
}

const sameOrganization = (one: string | undefined, other: string | undefined): boolean | undefined =>
  one === undefined || other === undefined ? undefined : one === other;

/** Compares one identity with the From domain, in the mode its DMARC record asks for. */
export const align = (
  kind: Alignment['kind'],
  mode: AlignmentMode,
  from: Organization,
  identity: Organization,
): Alignment => {
  const isSame = normalizeName(from.domain) === normalizeName(identity.domain);
  const isRelaxed = mode === 'r';
  return {
    kind,
    domain: identity.domain,
    mode,
    isAligned: isSame || (isRelaxed ? sameOrganization(from.byWalk, identity.byWalk) : false),
    isAlignedBySuffix: isSame || (isRelaxed && from.bySuffix === identity.bySuffix),
  };
};
