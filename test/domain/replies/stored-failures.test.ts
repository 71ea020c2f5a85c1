import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FailureClass } from '../../../source/domain/replies/classes/index.ts';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import { fixture } from '../../support/fixture.ts';

/** What happened, by the title of the recorded case. Several where one stored text has several causes. */
const happened: Readonly<Record<string, readonly FailureClass[]>> = {
  'connection refused': ['net.refused'],
  timeout: ['conn.silent'],
  'dns failure': ['net.dns_not_found'],
  'unroutable / blackhole': ['conn.silent'],
  'bad login 535': ['auth.bad_credentials'],
  'app password 534': ['auth.app_password_required'],
  'auth required, none configured 530': ['auth.required'],
  'login configured, server has no AUTH': ['auth.not_offered'],
  'TLS required 530': ['tls.starttls_required'],
  'STARTTLS not offered': ['tls.starttls_not_offered'],
  'SSL client on plain port': ['tls.wrong_mode'],
  'plain client on SSL port': ['conn.silent'],
  'STARTTLS handshake garbage': ['tls.handshake_cut', 'tls.wrong_mode'],
  'STARTTLS protocol version': ['tls.protocol_version'],
  'banner 554 blocked': ['rep.blocklist'],
  'banner 421': ['rate.burst'],
  'closed at connect': ['conn.closed'],
  'recipient rejected 550 (single)': ['rcpt.unknown'],
  'two recipients both rejected': ['rcpt.unknown'],
  'mailbox full 552': ['rcpt.full'],
  'greylisted 451': ['grey.listed'],
  'too many recipients 452': ['rate.recipients'],
  'relay denied 554': ['relay.denied'],
  'sender rejected 550': ['sender.not_allowed'],
  'sender rejected 550 (from_filter matches)': ['sender.not_allowed'],
  'sender rejected 550 (envelope = default from / from_filter)': ['sender.not_allowed'],
  'sender domain rejected 553': ['sender.not_allowed'],
  'sender domain rejected 553 (from_filter matches)': ['sender.not_allowed'],
  'spam 554 at DATA': ['rep.content'],
  'rate 421 at DATA': ['rate.reputation'],
  'daily limit 550 at DATA': ['rate.daily'],
  'dropped after RCPT (send)': ['odoo.no_computed_recipient'],
  'dropped after RCPT (queue)': ['odoo.no_computed_recipient'],
  'dropped at DATA (queue)': ['odoo.no_computed_recipient'],
  'no recipient at all': ['odoo.no_computed_recipient', 'odoo.no_recipient'],
  'invalid recipient (not an address)': ['odoo.no_computed_recipient', 'odoo.no_recipient'],
  'partner without email': ['odoo.no_computed_recipient', 'odoo.no_recipient'],
  'partner with broken email': ['odoo.no_computed_recipient', 'odoo.no_recipient'],
  'malformed from': ['odoo.bad_from'],
  'malformed from (from_filter server)': ['odoo.bad_from'],
  'malformed from, no default': ['odoo.bad_from'],
  'missing from, no email_from in conf, no mail.default.from': ['odoo.no_from'],
  'header injection / newline in subject': ['policy.rfc5322'],
  'no ir.mail_server active, conf smtp_server refused': ['net.refused'],
  'no ir.mail_server active, no smtp_server in conf': ['odoo.no_server'],
  'mail points to an ARCHIVED server': ['odoo.archived_server'],
  'partners: good + rejected': ['rcpt.unknown'],
  'partners: rejected + good (order)': ['rcpt.unknown'],
  'TCP connect timeout (SYN never answered)': ['net.timeout'],
  'network unreachable': ['net.timeout', 'net.unreachable'],
};

interface StoredFailure {
  readonly title: string;
  readonly reason: string;
}

const readCases = (document: string): readonly StoredFailure[] =>
  document.split('\n## ').flatMap((section) => {
    const title = section.slice(0, section.indexOf('\n')).trim();
    const quoted = /^- state: `exception`.*\n- failure_reason: (".*")$/m.exec(section)?.[1];
    return quoted === undefined ? [] : [{ title, reason: String(JSON.parse(quoted)) }];
  });

describe('failures that a real Odoo stored', () => {
  describe.each([16, 17, 18])('by Odoo %i', (series) => {
    const cases = readCases(readFileSync(fixture(`odoo/failures-${series}.md`), 'utf8'));

    it('were found', () => {
      expect(cases.length).toBeGreaterThan(35);
      expect(cases.filter(({ title }) => happened[title] === undefined)).toEqual([]);
    });

    it.each(cases.map(({ title, reason }) => [title, reason] as const))('%s', (title, reason) => {
      expect(happened[title]).toContain(classify(reason).class);
    });
  });
});
