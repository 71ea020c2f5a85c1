import { getDomain } from 'tldts';
import { isAtOrBelow, normalizeName } from '../dns-name.ts';
import type { DmarcRecord } from './record.ts';

/** What stands at `_dmarc.` of one name. */
export type DmarcStep =
  | { readonly kind: 'record'; readonly domain: string; readonly record: DmarcRecord }
  | { readonly kind: 'none'; readonly domain: string }
  /** More than one record: none of them applies (RFC 9989 §4.10). */
  | { readonly kind: 'several'; readonly domain: string; readonly texts: readonly string[] }
  | { readonly kind: 'unknown'; readonly domain: string; readonly reason: string };

export type DmarcFound = Extract<DmarcStep, { kind: 'record' }>;

/** From eight labels on the walk jumps to the last seven, so it never asks more than eight times. */
const walkedLabels = 7;

/** The names whose `_dmarc` records are asked for, the domain itself first (RFC 9989 §4.10). */
export const namesToWalk = (domain: string): readonly string[] => {
  const labels = normalizeName(domain).split('.');
  const rest = labels.length > walkedLabels ? labels.slice(-walkedLabels) : labels.slice(1);
  return [labels.join('.'), ...rest.map((_, index) => rest.slice(index).join('.'))];
};

/** The steps up to the first record that says where the organization ends; what is above it is not looked at. */
const untilBoundary = (steps: readonly DmarcStep[]): readonly DmarcStep[] => {
  const boundary = steps.findIndex((step) => step.kind === 'record' && step.record.psd !== 'u');
  return boundary === -1 ? steps : steps.slice(0, boundary + 1);
};

const recordsIn = (steps: readonly DmarcStep[]): readonly DmarcFound[] =>
  steps.filter((step) => step.kind === 'record');

/** The organizational domain by the walk, or the step that keeps us from knowing (RFC 9989 §4.10.2). */
export const organizationByWalk = (
  domain: string,
  walked: readonly DmarcStep[],
): { readonly kind: 'known'; readonly domain: string } | { readonly kind: 'unknown'; readonly reason: string } => {
  const steps = untilBoundary(walked);
  const unknown = steps.find((step) => step.kind === 'unknown');
  if (unknown !== undefined) return { kind: 'unknown', reason: unknown.reason };
  const start = normalizeName(domain);
  const last = recordsIn(steps).at(-1);
  if (last === undefined) return { kind: 'known', domain: start };
  if (last.record.psd !== 'y' || last.domain === start) return { kind: 'known', domain: last.domain };
  const labels = last.domain.split('.').length + 1;
  return { kind: 'known', domain: start.split('.').slice(-labels).join('.') };
};

/** The organizational domain by the Public Suffix List, as readers of the old standard have it (RFC 7489 §3.2). */
export const organizationBySuffix = (domain: string): string =>
  getDomain(normalizeName(domain), { allowPrivateDomains: true }) ?? normalizeName(domain);

/** The record that applies to a domain by the walk: its own, else its organization's, else the suffix's. */
export const recordByWalk = (
  domain: string,
  walked: readonly DmarcStep[],
  organization: string,
): DmarcFound | undefined => {
  const records = recordsIn(untilBoundary(walked));
  const start = normalizeName(domain);
  return (
    records.find((step) => step.domain === start) ??
    records.find((step) => step.domain === organization) ??
    records.find((step) => step.record.psd === 'y' && isAtOrBelow(organization, step.domain))
  );
};

/** The record that applies to a domain by the old standard: its own, else that of its registered domain. */
export const recordBySuffix = (domain: string, steps: readonly DmarcStep[]): DmarcFound | undefined => {
  const records = recordsIn(steps);
  const start = normalizeName(domain);
  const organization = organizationBySuffix(start);
  return records.find((step) => step.domain === start) ?? records.find((step) => step.domain === organization);
};
