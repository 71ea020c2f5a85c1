import { hasMacro, macroLetters } from '../domain-spec.ts';
import { meantMechanism, splitTerm } from '../repair.ts';
import type { BrokenTerm, SpfRecord, Term } from '../term.ts';
import { gluedStringsOf } from './record-size.ts';
import { inEveryRecord, mechanismsOf, type SpfRule } from './spf-rule.ts';

/** Whether a term came about where two strings were joined; that is told by its own rule. */
const isJoined = (record: SpfRecord, { text }: Term): boolean =>
  gluedStringsOf(record).some(({ term }) => term === text);

const brokenTerms = (record: SpfRecord): readonly BrokenTerm[] =>
  record.terms.filter((term) => term.kind === 'broken').filter((term) => !isJoined(record, term));

const suggest = (text: string): string => {
  const meant = meantMechanism(text);
  return meant === undefined ? '' : ` Write ${meant}.`;
};

export const missingSpace: SpfRule = {
  id: 'spf.missing-space',
  severity: 'fail',
  find: inEveryRecord((record, { domain }) =>
    record.terms.flatMap((term) => {
      const apart = splitTerm(term);
      if (apart === undefined || isJoined(record, term)) return [];
      return `In the SPF record of ${domain} a space is missing in "${term.text}": it should read "${apart.join(' ')}".`;
    }),
  ),
};

export const brokenTerm: SpfRule = {
  id: 'spf.syntax',
  severity: 'fail',
  find: inEveryRecord((record, { domain }) =>
    brokenTerms(record)
      .filter((term) => splitTerm(term) === undefined)
      .map(
        (term) =>
          `In the SPF record of ${domain}, "${term.text}" is not valid: ${term.reason}. Receivers treat SPF as broken (permerror).${suggest(term.text)}`,
      ),
  ),
};

export const unknownModifier: SpfRule = {
  id: 'spf.unknown-modifier',
  severity: 'note',
  find: inEveryRecord((record, { domain }) =>
    record.terms
      .filter((term) => term.kind === 'modifier')
      .filter((term) => term.name !== 'redirect' && term.name !== 'exp')
      .map((term) => `In the SPF record of ${domain}, ${term.text} means nothing to receivers; they pass over it.`),
  ),
};

export const uppercase: SpfRule = {
  id: 'spf.uppercase',
  severity: 'note',
  find: inEveryRecord((record, { domain }) => {
    const version = record.text.slice(0, 6);
    const upper = mechanismsOf(record).find((mechanism) => {
      const name = mechanism.text.replace(/^[+?~-]/, '').slice(0, mechanism.name.length);
      return name !== mechanism.name;
    });
    if (version === 'v=spf1' && upper === undefined) return undefined;
    return `The SPF record of ${domain} has capital letters in "${upper?.text ?? version}"; the standard allows it, some checkers do not.`;
  }),
};

export const discouragedMacro: SpfRule = {
  id: 'spf.macro-p',
  severity: 'warn',
  find: inEveryRecord((record, { domain }) =>
    record.terms.some((term) => macroLetters(term.text).includes('p'))
      ? `The SPF record of ${domain} uses the macro %{p}, which is slow and unreliable and which receivers may ignore (RFC 7208 §7.3).`
      : undefined,
  ),
};

export const macroInUse: SpfRule = {
  id: 'spf.macro',
  severity: 'note',
  find: inEveryRecord((record, { domain }) =>
    mechanismsOf(record)
      .filter((mechanism) => hasMacro(mechanism.target ?? ''))
      .map(
        (mechanism) =>
          `In the SPF record of ${domain}, ${mechanism.text} depends on the message, so only a real sender can be judged.`,
      ),
  ),
};
