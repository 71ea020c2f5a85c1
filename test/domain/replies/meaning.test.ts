import { describe, expect, it } from 'vitest';
import { failureClasses, meaningOf } from '../../../source/domain/replies/classes/index.ts';
import { rules } from '../../../source/domain/replies/rules/index.ts';

/** A full stop, question or colon inside a name (aka.ms, 1.2) ends no sentence. */
const sentences = (text: string): readonly string[] =>
  text.split(/[.!?](?=\s+[A-Z]|$)/).filter((part) => part.trim() !== '');

describe('every class', () => {
  it.each(failureClasses)('%s has an owner, a retry and advice in two sentences', (failureClass) => {
    const { owner, retry, advice } = meaningOf(failureClass);
    expect(['odoo', 'host', 'provider', 'dns', 'recipient']).toContain(owner);
    expect(['now', 'later', 'fix', 'never']).toContain(retry);
    expect(sentences(advice)).toHaveLength(2);
  });

  it.each([
    ['auth.oauth_token', 'credentials'],
    ['relay.denied', 'credentials'],
    ['rate.recipients', 'rate-limit'],
    ['quota.plan', 'rate-limit'],
    ['odoo.online_daily_limit', 'rate-limit'],
    ['sender.not_verified', 'sender'],
    ['sender.domain_dns', 'dns'],
    ['policy.spf', 'dns'],
    ['policy.ptr', 'dns'],
    ['rep.blocklist', 'dns'],
    ['policy.tls', 'tls'],
    ['tls.wrong_mode', 'tls'],
    ['conn.silent', 'tls'],
    ['conn.closed', 'stuck'],
    ['odoo.no_computed_recipient', 'stuck'],
    ['net.dns_temporary', 'firewall'],
    ['rcpt.full', 'recipients'],
    ['odoo.no_recipient', 'recipients'],
    ['size.message', 'size'],
    ['odoo.archived_server', 'no-server'],
    ['odoo.no_from', 'sender'],
    ['policy.helo', null],
    ['policy.rfc5322', null],
    ['rep.content', null],
    ['grey.listed', null],
    ['account.blocked', null],
    ['odoo.exception', null],
    ['policy.refused', null],
    ['rcpt.loop', 'recipients'],
    ['conn.out_of_step', 'stuck'],
    ['conn.stalled', 'rate-limit'],
    ['conn.not_smtp', 'tls'],
    ['net.not_permitted', 'firewall'],
    ['tls.client_certificate', 'tls'],
    ['rate_or_maintenance', null],
    ['unknown', null],
  ] as const)('%s points at the cause %s', (failureClass, cause) => {
    expect(meaningOf(failureClass).cause).toBe(cause);
  });

  it("keeps a provider's own advice to two sentences as well", () => {
    const advice = failureClasses.flatMap((failureClass) => Object.values(meaningOf(failureClass).adviceFrom ?? {}));
    expect(advice.filter((text) => sentences(text).length !== 2)).toEqual([]);
  });

  it("keeps a wording's own advice to two sentences as well", () => {
    const advice = rules().flatMap((rule) => (rule.advice === undefined ? [] : [rule.advice]));
    expect(advice.filter((text) => sentences(text).length !== 2)).toEqual([]);
  });
});
