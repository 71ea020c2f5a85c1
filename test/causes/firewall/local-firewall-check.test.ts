import { expect, test } from 'vitest';
import { judgeLocalFirewall, type LocalRules } from '../../../source/causes/firewall/local-firewall-check.ts';

const relay = { subject: 'server:1', title: 'Gmail', port: 587, isChosen: true };
const block = { port: 587, action: 'drop', isCertain: true, tool: 'nft', rule: 'tcp dport 587 drop' } as const;
const rules = (given: object): LocalRules => ({ kind: 'known', value: [{ ...block, ...given }], evidence: [] });

test.each<[situation: string, given: Partial<typeof relay>, known: LocalRules, status: string, words: string]>([
  ['a rule drops what leaves', {}, rules({}), 'fail', '(nft) drops what leaves to port 587, which Gmail needs'],
  ['a rule rejects it', {}, rules({ action: 'reject' }), 'fail', '(nft) rejects what'],
  ['it does so under conditions', {}, rules({ isCertain: false }), 'warn', 'drops, under conditions, what'],
  ['no mail takes that server', { isChosen: false }, rules({}), 'warn', 'drops what'],
  ['the rule is for another port', {}, rules({ port: 25 }), 'ok', 'lets port 587 out'],
  ['the rules could not be read', {}, { kind: 'unknown', reason: 'No rights.', evidence: [] }, 'unknown', 'No rights.'],
  ['Odoo runs elsewhere', {}, { kind: 'elsewhere', reason: 'Odoo is elsewhere.' }, 'skipped', 'Odoo is elsewhere.'],
])('where %s', (_, given, known, status, words) => {
  const [found, ...others] = judgeLocalFirewall([{ ...relay, ...given }], known);
  expect(others).toEqual([]);
  expect(found?.status).toBe(status);
  expect(found?.summary).toContain(words);
  expect(found?.subject).toBe(status === 'fail' || status === 'warn' ? 'server:1' : null);
});

test('where every server answers, no rule is looked for', () => {
  expect(judgeLocalFirewall([], rules({}))).toMatchObject([{ status: 'ok', subject: null }]);
});

test('each server behind the rule is told, and those of other ports are not', () => {
  const silent = [relay, { ...relay, subject: 'server:2' }, { ...relay, subject: 'server:3', port: 465 }];
  expect(judgeLocalFirewall(silent, rules({})).map(({ subject }) => subject)).toEqual(['server:1', 'server:2']);
});
