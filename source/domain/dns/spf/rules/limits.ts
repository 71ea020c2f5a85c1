import { evaluateTree } from '../evaluate-tree.ts';
import { mostExchangers, mostLookups, mostVoids } from '../processing-limits.ts';
import { countLookups, namesWithout, recordOf, type SpfNode, voidNames, walk } from '../tree.ts';
import { mechanismsOf, type SpfFault, type SpfRule } from './spf-rule.ts';

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

const families = [
  { term: 'ip6', family: 'IPv6', other: 'IPv4' },
  { term: 'ip4', family: 'IPv4', other: 'IPv6' },
] as const;

const findVoidsOf = (root: SpfNode, { term, family, other }: (typeof families)[number]): readonly SpfFault[] => {
  const names = [...voidNames(root), ...namesWithout(root, family)];
  if (names.length <= mostVoids) return [];
  const late = walk(root)
    .flatMap((node) => recordOf(node) ?? [])
    .flatMap(mechanismsOf)
    .filter(({ name, target }) => name === term && target !== undefined)
    .filter(({ target = '' }) => evaluateTree(root, { kind: 'address', address: target }).result === 'permerror')
    .map(({ text }) => text);
  if (late.length === 0) return [];
  return [
    {
      subject: root.domain,
      message: `Before the SPF record of ${root.domain} comes to ${[...new Set(late)].join(' ')}, ${names.length} of its names turn out to have no ${family} address (${names.join(', ')}): receivers reached over ${family} treat SPF as broken (permerror) after ${mostVoids}, those reached over ${other} do not. Put the ${term} terms before these names.`,
    },
  ];
};

/** A client's own family alone is asked for (RFC 7208 §5), so a name of the other family is a void lookup to it. */
export const tooManyVoidsOfOneFamily: SpfRule = {
  id: 'spf.too-many-voids-of-one-family',
  severity: 'warn',
  find: (root) =>
    // With another limit passed nobody's family matters.
    voidNames(root).length > mostVoids || countLookups(root) > mostLookups
      ? []
      : families.flatMap((family) => findVoidsOf(root, family)),
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
