import { describe, expect, test } from 'vitest';
import type { MailParameters } from '../../../source/domain/odoo/mail-parameter.ts';
import { buildFactsWithDomain, buildServer, routeSent } from './build-facts.ts';

const plain = buildFactsWithDomain(14);
const factsWith = (parameters: MailParameters) => ({ ...plain, parameters: { ...plain.parameters, ...parameters } });
const document = { model: 'crm.lead', id: 3 };

describe("In 14 the envelope carries the mail's id", () => {
  test.each([
    ['and its document', { mailId: 7, document }, 'bounce+7-crm.lead-3@example.org'],
    ['alone where there is no document', { mailId: 7, document: null }, 'bounce+7@example.org'],
  ])('%s', (_, tracking, expected) => {
    expect(routeSent(plain, { tracking }).envelopeFrom).toBe(expected);
  });

  test.each([
    ['True', 'bounce@example.org'],
    ['1', 'bounce@example.org'],
    ['False', 'bounce+7@example.org'],
  ])('unless mail.bounce.alias.static is set: %s', (value, expected) => {
    const facts = factsWith({ 'mail.bounce.alias.static': value });
    expect(routeSent(facts, { tracking: { mailId: 7, document: null } }).envelopeFrom).toBe(expected);
  });

  test('which later versions do not do', () => {
    const result = routeSent(buildFactsWithDomain(15), { tracking: { mailId: 7, document } });
    expect(result.envelopeFrom).toBe('bounce@example.org');
  });
});

test('In 14 the first server takes every mail', () => {
  const servers = [
    buildServer({ id: 1, sequence: 20, fromFilter: undefined }),
    buildServer({ id: 2, sequence: 5, fromFilter: undefined }),
  ];
  const result = routeSent({ ...plain, servers });
  expect(result).toMatchObject({ why: 'first', server: { kind: 'row', server: { id: 2 } } });
});

describe('In late 14', () => {
  const own = { 'mail.catchall.domain': '', 'mail.force.smtp.from': 'odoo@relay.example' };

  test('mail.force.smtp.from takes the place of every From, which stays in the name', () => {
    expect(routeSent(factsWith(own))).toMatchObject({
      headerFrom: '"Ann (ann@example.com)" <odoo@relay.example>',
      envelopeFrom: 'odoo@relay.example',
      replyTo: '"Ann (ann@example.com)" <odoo@relay.example>',
    });
  });

  test('an author without a name is named by the address', () => {
    expect(routeSent(factsWith(own), { from: 'ann@example.com' }).headerFrom).toBe(
      '"ann@example.com" <odoo@relay.example>',
    );
  });

  test('the bounce address goes before it in the envelope', () => {
    const facts = factsWith({ 'mail.force.smtp.from': 'odoo@relay.example' });
    expect(routeSent(facts).envelopeFrom).toBe('bounce@example.org');
  });

  test.each([
    ['a foreign From', '"Ann" <ann@example.com>', '"Ann (ann@example.com)" <odoo@relay.example>'],
    ['not one of the catchall domain', '"Bob" <bob@example.org>', '"Bob" <bob@example.org>'],
  ])('mail.dynamic.smtp.from replaces %s', (_, from, expected) => {
    expect(routeSent(factsWith({ 'mail.dynamic.smtp.from': 'odoo@relay.example' }), { from }).headerFrom).toBe(
      expected,
    );
  });

  test('without a catchall domain mail.dynamic.smtp.from does nothing', () => {
    const facts = factsWith({ 'mail.dynamic.smtp.from': 'odoo@relay.example', 'mail.catchall.domain': '' });
    expect(routeSent(facts).headerFrom).toBe('"Ann" <ann@example.com>');
  });
});
