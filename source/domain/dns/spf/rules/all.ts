import { repairTerm, splitTerm } from '../repair.ts';
import { activeRedirect, modifiersOf, type SpfRecord } from '../term.ts';
import { recordOf, type SpfNode } from '../tree.ts';
import { inEveryRecord, mechanismsOf, type SpfFault, type SpfRule } from './spf-rule.ts';

const allOf = (record: SpfRecord) => mechanismsOf(record).filter((mechanism) => mechanism.name === 'all');

/** What an included record says about the rest of the world does not count, so `all` is judged at the root only. */
const inRootRecord =
  (ask: (record: SpfRecord, domain: string) => string | undefined) =>
  (root: SpfNode): readonly SpfFault[] => {
    const record = recordOf(root);
    const message = record === undefined ? undefined : ask(record, root.domain);
    return message === undefined ? [] : [{ subject: root.domain, message }];
  };

export const passAll: SpfRule = {
  id: 'spf.pass-all',
  severity: 'fail',
  find: inEveryRecord((record, { domain }) =>
    allOf(record).some(({ qualifier }) => qualifier === '+')
      ? `The SPF record of ${domain} ends in +all: it authorises every server in the world to send in its name.`
      : undefined,
  ),
};

export const neutralAll: SpfRule = {
  id: 'spf.neutral-all',
  severity: 'warn',
  find: inRootRecord((record, domain) =>
    allOf(record).some(({ qualifier }) => qualifier === '?')
      ? `The SPF record of ${domain} ends in ?all: it says nothing about servers that are not listed. Use ~all or -all.`
      : undefined,
  ),
};

/** An end that stands in another term is there, and its fault is told already: `ip4:192.0.2.1~all`. */
const hidesEnd = (record: SpfRecord): boolean =>
  record.terms.some((term) => {
    const meant = term.kind === 'broken' ? repairTerm(term.text) : (splitTerm(term) ?? []);
    return meant.some((text) => /^[+?~-]?all$|^redirect=/i.test(text));
  });

export const missingAll: SpfRule = {
  id: 'spf.missing-all',
  severity: 'warn',
  find: inRootRecord((record, domain) =>
    allOf(record).length === 0 && activeRedirect(record) === undefined && !hidesEnd(record)
      ? `The SPF record of ${domain} does not end in all, so it says nothing about servers that are not listed. End it with ~all or -all.`
      : undefined,
  ),
};

export const severalAlls: SpfRule = {
  id: 'spf.several-alls',
  severity: 'warn',
  find: inEveryRecord((record, { domain }) =>
    allOf(record).length > 1
      ? `The SPF record of ${domain} says all ${allOf(record).length} times; only the first counts.`
      : undefined,
  ),
};

export const afterAll: SpfRule = {
  id: 'spf.after-all',
  severity: 'warn',
  find: inEveryRecord((record, { domain }) => {
    const mechanisms = mechanismsOf(record);
    const all = mechanisms.findIndex((mechanism) => mechanism.name === 'all');
    const lost = all === -1 ? [] : mechanisms.slice(all + 1).filter((mechanism) => mechanism.name !== 'all');
    if (lost.length === 0) return undefined;
    const names = lost.map((mechanism) => mechanism.text).join(' ');
    return `In the SPF record of ${domain}, ${names} stands after all and is never looked at.`;
  }),
};

export const redirectBesideAll: SpfRule = {
  id: 'spf.redirect-beside-all',
  severity: 'warn',
  find: inEveryRecord((record, { domain }) => {
    const redirect = modifiersOf(record, 'redirect')[0];
    return redirect !== undefined && allOf(record).length > 0
      ? `In the SPF record of ${domain}, ${redirect.text} is ignored because the record has an all.`
      : undefined;
  }),
};

export const severalModifiers: SpfRule = {
  id: 'spf.repeated-modifier',
  severity: 'fail',
  find: inEveryRecord((record, { domain }) => {
    const repeated = ['redirect', 'exp'].filter((name) => modifiersOf(record, name).length > 1);
    return repeated.map(
      (name) => `The SPF record of ${domain} has ${name}= more than once; receivers treat SPF as broken (permerror).`,
    );
  }),
};
