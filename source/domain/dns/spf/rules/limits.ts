import { mostExchangers, mostLookups, mostVoids } from '../processing-limits.ts';
import { countLookups, voidNames, walk } from '../tree.ts';
import type { SpfRule } from './spf-rule.ts';

export const tooManyLookups: SpfRule = {
  id: 'spf.too-many-lookups',
  severity: 'fail',
  find: (root) => {
    const count = countLookups(root);
    if (count <= mostLookups) return [];
    return [
      {
        subject: root.domain,
        message: `The SPF record of ${root.domain} takes ${count} DNS lookups in all; after ${mostLookups} receivers treat SPF as broken (permerror).`,
      },
    ];
  },
};

export const noLookupsLeft: SpfRule = {
  id: 'spf.no-lookups-left',
  severity: 'note',
  find: (root) =>
    countLookups(root) === mostLookups
      ? [
          {
            subject: root.domain,
            message: `The SPF record of ${root.domain} uses all ${mostLookups} DNS lookups; one include more, there or at a provider, breaks it.`,
          },
        ]
      : [],
};

export const tooManyVoids: SpfRule = {
  id: 'spf.too-many-voids',
  severity: 'fail',
  find: (root) => {
    const names = voidNames(root);
    if (names.length <= mostVoids) return [];
    return [
      {
        subject: root.domain,
        message: `${names.length} lookups of the SPF record of ${root.domain} find nothing (${names.join(', ')}); after ${mostVoids} receivers treat SPF as broken (permerror).`,
      },
    ];
  },
};

export const voidLookup: SpfRule = {
  id: 'spf.void-lookup',
  severity: 'warn',
  find: (root) =>
    // Too many of them are one fault, which names them all.
    (voidNames(root).length > mostVoids ? [] : walk(root)).flatMap((node) =>
      node.lookups.flatMap((lookup) =>
        lookup.kind === 'void'
          ? [
              {
                subject: node.domain,
                message: `${lookup.term.text} finds nothing at ${lookup.name}: it authorises nobody and uses up one of ${mostVoids} empty lookups.`,
              },
            ]
          : [],
      ),
    ),
};

export const tooManyExchangers: SpfRule = {
  id: 'spf.too-many-exchangers',
  severity: 'fail',
  find: (root) =>
    walk(root).flatMap((node) =>
      node.lookups.flatMap((lookup) =>
        lookup.kind === 'addresses' && lookup.exchangers > mostExchangers
          ? [
              {
                subject: node.domain,
                message: `${lookup.term.text} leads to ${lookup.exchangers} mail exchangers of ${lookup.name}; more than ${mostExchangers} break SPF (permerror).`,
              },
            ]
          : [],
      ),
    ),
};
