import { expect, test } from 'vitest';
import { readArrival } from '../../../source/domain/deliverability/received-header.ts';

const postfix =
  'from mail.acme.example (mail.acme.example [192.0.2.7]) (using TLSv1.3 with cipher X (256/256 bits)) by mx.one.example (Postfix) with ESMTPS id A1 for <a@one.example>; Tue, 24 Nov 2026 12:00:00 +0000';

test.each([
  ['Postfix, encrypted', [postfix], { helo: 'mail.acme.example', address: '192.0.2.7', isEncrypted: true }],
  [
    'an own hop above it is passed over',
    ['from mx.one.example (localhost [127.0.0.1]) by mx.one.example with LMTP id B', postfix],
    { helo: 'mail.acme.example', address: '192.0.2.7', isEncrypted: true },
  ],
  [
    'what stands below is the sender’s word',
    [postfix, 'from odoo (odoo [198.51.100.9]) by mail.acme.example with ESMTP id C'],
    { helo: 'mail.acme.example', address: '192.0.2.7', isEncrypted: true },
  ],
  [
    'in clear',
    ['from odoo (unknown [192.0.2.8]) by mx.one.example with ESMTP id D'],
    { helo: 'odoo', address: '192.0.2.8', isEncrypted: false },
  ],
  [
    'with a login and in clear',
    ['from odoo (unknown [192.0.2.8]) by mx.one.example with ESMTPA id D'],
    { helo: 'odoo', address: '192.0.2.8', isEncrypted: false },
  ],
  [
    'IPv6, and nothing of TLS',
    ['from mail.acme.example ([IPv6:2001:db8::7]) by mx.one.example id E; Tue'],
    { helo: 'mail.acme.example', address: '2001:db8::7', isEncrypted: undefined },
  ],
  ['only own hops', ['from a (b [10.0.0.1]) by c with ESMTP', 'by d id F'], undefined],
  ['none', [], undefined],
] as const)('%s', (_what, received, arrival) => {
  expect(readArrival(received)).toEqual(arrival);
});
