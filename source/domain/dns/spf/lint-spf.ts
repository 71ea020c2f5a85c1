import type { DnsProblem } from '../dns-problem.ts';
import * as all from './rules/all.ts';
import * as limits from './rules/limits.ts';
import * as mechanisms from './rules/mechanisms.ts';
import * as size from './rules/record-size.ts';
import * as selection from './rules/selection.ts';
import type { SpfRule } from './rules/spf-rule.ts';
import * as syntax from './rules/syntax.ts';
import type { SpfNode } from './tree.ts';

/** Every rule, those that break SPF first. */
const spfRules: readonly SpfRule[] = [
  selection.noRecord,
  selection.severalRecords,
  selection.almostRecord,
  syntax.brokenTerm,
  syntax.missingSpace,
  size.gluedStrings,
  all.severalModifiers,
  selection.includeWithoutRecord,
  selection.redirectWithoutRecord,
  selection.loop,
  limits.tooManyLookups,
  limits.tooManyVoids,
  limits.tooManyExchangers,
  all.passAll,
  mechanisms.tooWide,
  all.missingAll,
  all.neutralAll,
  all.severalAlls,
  all.afterAll,
  all.redirectBesideAll,
  mechanisms.ptr,
  mechanisms.includeNotPass,
  mechanisms.repeatedTerm,
  mechanisms.repeatedInclude,
  mechanisms.privateNetwork,
  limits.tooManyVoidsOfOneFamily,
  limits.voidLookup,
  syntax.discouragedMacro,
  size.tooLong,
  size.ratherLong,
  limits.noLookupsLeft,
  syntax.unknownModifier,
  syntax.macroInUse,
  syntax.uppercase,
  selection.retiredType,
  selection.almostBesideRecord,
];

/** Everything that is wrong with an SPF tree (RFC 7208), the worst first. */
export const lintSpf = (root: SpfNode): readonly DnsProblem[] =>
  spfRules.flatMap((rule) =>
    rule.find(root).map(({ subject, message }) => ({ rule: rule.id, severity: rule.severity, subject, message })),
  );
