import { describe, expect, it } from 'vitest';
import { lintSpf } from '../../../../source/domain/dns/spf/lint-spf.ts';
import { createLookupCache } from '../../../../source/services/dns/lookup-cache.ts';
import { evaluateSpf } from '../../../../source/services/dns/spf/evaluate.ts';
import { readSpfTree } from '../../../../source/services/dns/spf/read-tree.ts';
import { patient, resolverFor, serveZones } from '../../../support/dns.ts';
import { isSuiteInstalled, readSuite, type SuiteCase, type SuiteScenario } from '../../../support/spf-suite.ts';

const startScenario = async (scenario: SuiteScenario) =>
  resolverFor(await serveZones(scenario.zones, scenario.misbehave), { cache: createLookupCache() });

const label = ({ scenario, name }: SuiteCase): string => `${scenario}: ${name}`;

/** The suite wants the letters of an IPv6 address in an explanation in upper case; DNS names have no case. */
const explanationsThatDiffer = ['Macro expansion rules: v-macro-ip6'];

/** Terms are counted on every branch, so a record that a lucky sender passes may still be over the limit. */
const lintedMoreStrictly = ['Processing limits: include-at-limit'];

/** Faults that leave the record readable. */
const isPermanentError = (rule: string): boolean =>
  !['spf.missing', 'spf.pass-all', 'spf.too-wide', 'spf.almost-a-record'].includes(rule);

describe.runIf(isSuiteInstalled)(
  'the public test suite of RFC 7208',
  { meta: { needs: 'the test suite of RFC 7208 (SPF_SUITE)' } },
  () => {
    it('gets every result right through our resolver', async () => {
      const wrong: string[] = [];
      for (const scenario of readSuite()) {
        const resolver = await startScenario(scenario);
        for (const question of scenario.cases) {
          const { result } = await evaluateSpf(resolver, question, patient);
          if (!question.results.includes(result)) wrong.push(`${label(question)} is ${result}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it('gets every explanation right but for the case of letters', async () => {
      const wrong: string[] = [];
      for (const scenario of readSuite()) {
        const resolver = await startScenario(scenario);
        for (const question of scenario.cases.filter(({ explanation }) => explanation !== undefined)) {
          const { ownersWords = 'DEFAULT' } = await evaluateSpf(resolver, question, patient);
          if (ownersWords !== question.explanation) wrong.push(label(question));
        }
      }
      expect(wrong).toEqual(explanationsThatDiffer);
    });

    it('finds a permanent error in the lint wherever, and only where, an evaluation meets one', async () => {
      const disagreements: string[] = [];
      for (const scenario of readSuite()) {
        const resolver = await startScenario(scenario);
        for (const question of scenario.cases) {
          const identity = question.mailFrom === '' ? question.helo : question.mailFrom;
          const tree = await readSpfTree(resolver, identity.slice(identity.lastIndexOf('@') + 1), patient);
          const isBroken = lintSpf(tree).some(({ rule, severity }) => severity === 'fail' && isPermanentError(rule));
          const mayBeBroken = question.results.includes('permerror');
          const mustBeBroken = mayBeBroken && question.results.length === 1;
          if ((isBroken && !mayBeBroken) || (!isBroken && mustBeBroken)) disagreements.push(label(question));
        }
      }
      expect(disagreements).toEqual(lintedMoreStrictly);
    });
  },
);
