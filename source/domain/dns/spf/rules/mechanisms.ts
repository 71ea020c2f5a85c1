import ipaddr from 'ipaddr.js';
import type { Qualifier, SpfMechanism } from '../term.ts';
import { recordOf, type SpfNode, walk } from '../tree.ts';
import { inEveryRecord, mechanismsOf, repeatedTerms, type SpfRule } from './spf-rule.ts';

export const ptr: SpfRule = {
  id: 'spf.ptr',
  severity: 'warn',
  find: inEveryRecord((record, { domain }) =>
    mechanismsOf(record).some((mechanism) => mechanism.name === 'ptr')
      ? `The SPF record of ${domain} uses ptr, which must not be used any more (RFC 7208 §5.5): it is slow, and large receivers ignore it.`
      : undefined,
  ),
};

export const repeatedTerm: SpfRule = {
  id: 'spf.repeated-term',
  severity: 'warn',
  find: inEveryRecord((record, { domain }) =>
    repeatedTerms(mechanismsOf(record)).map((text) => `The SPF record of ${domain} says ${text} more than once.`),
  ),
};

/** Where each record of the tree is led to from: `parent > child`, each once. */
const stepsOf = (root: SpfNode): ReadonlySet<string> =>
  new Set(
    walk(root).flatMap((node) =>
      node.lookups.flatMap((lookup) =>
        lookup.kind === 'record' && recordOf(lookup.node) !== undefined
          ? [`${node.domain} > ${lookup.node.domain}`]
          : [],
      ),
    ),
  );

/**
 * An include that stands in the record and again below another include: it costs its lookups twice. What it leads to is
 * repeated with it, and a term that stands in one record twice is a fault of its own.
 */
export const repeatedInclude: SpfRule = {
  id: 'spf.repeated-include',
  severity: 'warn',
  find: (root) => {
    const targets = [...stepsOf(root)].map((step) => step.slice(step.indexOf(' > ') + 3));
    const repeated = new Set(targets.filter((domain, index) => targets.indexOf(domain) !== index));
    return [...repeated].map((domain) => ({
      subject: root.domain,
      message: `The SPF record of ${root.domain} leads to ${domain} more than once; each time costs its lookups again.`,
    }));
  },
};

const meaning: Readonly<Record<Qualifier, string>> = {
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
};

export const includeNotPass: SpfRule = {
  id: 'spf.include-not-pass',
  severity: 'warn',
  find: inEveryRecord((record, { domain }) =>
    mechanismsOf(record)
      .filter((mechanism) => mechanism.name === 'include' && mechanism.qualifier !== '+')
      .map(
        (mechanism) =>
          `In the SPF record of ${domain}, ${mechanism.text} does not authorise those servers: with its sign their mail gets ${meaning[mechanism.qualifier]}.`,
      ),
  ),
};

const widest4 = 7;
const widest6 = 15;

const isTooWide = (mechanism: SpfMechanism): boolean =>
  mechanism.qualifier === '+' &&
  ((mechanism.name === 'ip4' && mechanism.prefix4 <= widest4) ||
    (mechanism.name === 'ip6' && mechanism.prefix6 <= widest6) ||
    ((mechanism.name === 'a' || mechanism.name === 'mx') && mechanism.prefix4 <= widest4));

export const tooWide: SpfRule = {
  id: 'spf.too-wide',
  severity: 'fail',
  find: inEveryRecord((record, { domain }) =>
    mechanismsOf(record)
      .filter(isTooWide)
      .map((mechanism) => `In the SPF record of ${domain}, ${mechanism.text} authorises a large part of the internet.`),
  ),
};

const unroutable: readonly string[] = ['private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'];

export const privateNetwork: SpfRule = {
  id: 'spf.private-network',
  severity: 'warn',
  find: inEveryRecord((record, { domain }) =>
    mechanismsOf(record)
      .filter((mechanism) => mechanism.name === 'ip4' || mechanism.name === 'ip6')
      .filter((mechanism) => unroutable.includes(ipaddr.parse(mechanism.target ?? '').range()))
      .map(
        (mechanism) =>
          `In the SPF record of ${domain}, ${mechanism.text} is a private address, which no receiver ever sees; use the public one.`,
      ),
  ),
};
