import { isSpfText } from '../parse.ts';
import { splitTerm } from '../repair.ts';
import { type SpfNode, walk } from '../tree.ts';
import type { SpfRule } from './spf-rule.ts';

export const noRecord: SpfRule = {
  id: 'spf.missing',
  severity: 'fail',
  find: (root) =>
    root.selection.kind === 'none' && almostIn(root).length === 0
      ? [
          {
            subject: root.domain,
            message: `${root.domain} has no SPF record, so no server is authorised to send for it.`,
          },
        ]
      : [],
};

export const severalRecords: SpfRule = {
  id: 'spf.several-records',
  severity: 'fail',
  find: (root) =>
    walk(root).flatMap((node) =>
      node.selection.kind === 'several'
        ? [
            {
              subject: node.domain,
              message: `${node.domain} has ${node.selection.records.length} SPF records; receivers then treat SPF as broken (permerror). Merge them into one.`,
            },
          ]
        : [],
    ),
};

const almost = /^["'\s]*(?:v\s*=\s*spf\s*1|spf1?\b|v=spf(?:2\.0)?(?:\s|$))/i;

/** What stands before or after the version so that receivers do not take it for SPF. */
const describeAlmost = (text: string): string => {
  if (/^\s/.test(text)) return 'a space stands before v=spf1';
  if (/^["']/.test(text)) return 'a quotation mark stands before v=spf1';
  if (/^v=spf1\S/i.test(text)) return 'a space is missing after v=spf1';
  return 'it does not begin with v=spf1';
};

const almostIn = ({ texts }: SpfNode): readonly string[] =>
  texts.filter((text) => !isSpfText(text) && almost.test(text));

export const almostRecord: SpfRule = {
  id: 'spf.almost-a-record',
  severity: 'fail',
  find: (root) =>
    root.selection.kind === 'none'
      ? almostIn(root).map((text) => ({
          subject: root.domain,
          message: `${root.domain} has a text that looks like SPF but is not read as such, because ${describeAlmost(text)}: "${text}". So it has no SPF record, and no server is authorised to send for it.`,
        }))
      : [],
};

/** Receivers pass over it: what counts is the record beside it. */
export const almostBesideRecord: SpfRule = {
  id: 'spf.almost-beside-record',
  severity: 'note',
  find: (root) =>
    root.selection.kind === 'record' || root.selection.kind === 'several'
      ? almostIn(root).map((text) => ({
          subject: root.domain,
          message: `${root.domain} also has a text that looks like SPF and that receivers pass over, because ${describeAlmost(text)}: "${text}".`,
        }))
      : [],
};

export const retiredType: SpfRule = {
  id: 'spf.retired-type',
  severity: 'note',
  find: (root) =>
    root.retired.length === 0
      ? []
      : [
          {
            subject: root.domain,
            message: `${root.domain} also has a record of the retired type SPF (99); nobody reads it since RFC 7208, so keep only the TXT record.`,
          },
        ],
};

const brokenTargets = (root: SpfNode, termKind: 'mechanism' | 'modifier') =>
  walk(root).flatMap((node) =>
    node.lookups.flatMap((lookup) =>
      // Where a space is missing in it, that is told by its own rule.
      lookup.kind === 'record' &&
      lookup.term.kind === termKind &&
      lookup.node.selection.kind === 'none' &&
      splitTerm(lookup.term) === undefined
        ? [{ subject: node.domain, target: lookup.node.domain, text: lookup.term.text }]
        : [],
    ),
  );

export const includeWithoutRecord: SpfRule = {
  id: 'spf.include-without-record',
  severity: 'fail',
  find: (root) =>
    brokenTargets(root, 'mechanism').map(({ subject, target, text }) => ({
      subject,
      message: `${text} leads to ${target}, which has no SPF record; receivers that reach it treat SPF as broken (permerror).`,
    })),
};

export const redirectWithoutRecord: SpfRule = {
  id: 'spf.redirect-without-record',
  severity: 'fail',
  find: (root) =>
    brokenTargets(root, 'modifier').map(({ subject, target, text }) => ({
      subject,
      message: `${text} leads to ${target}, which has no SPF record; receivers that reach it treat SPF as broken (permerror).`,
    })),
};

export const loop: SpfRule = {
  id: 'spf.loop',
  severity: 'fail',
  find: (root) =>
    walk(root).flatMap((node) =>
      node.selection.kind === 'loop'
        ? [
            {
              subject: node.domain,
              message: `The SPF record of ${node.domain} leads back to itself, so receivers run out of lookups (permerror).`,
            },
          ]
        : [],
    ),
};
