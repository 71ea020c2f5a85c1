import { expect, test } from 'vitest';
import { adviseOnRelaying, judgeRelayingNow } from '../../../source/causes/credentials/relaying.ts';

const failedFor = new Set(['anna@shop.example', 'bert@post.example']);
const taken = (address: string) => ({ address, outcome: 'accepted' }) as const;
const relaying = (address: string) => ({ address, outcome: 'relaying' }) as const;
const refused = (address: string) => ({ address, outcome: 'refused' }) as const;

test.each([
  ['nobody was asked for', [], { kind: 'untold' }],
  ['somebody else was taken', [taken('postmaster@acme.example')], { kind: 'untold' }],
  [
    'one of them was taken, however the domain is written',
    [taken('x@acme.example'), taken('anna@Shop.example')],
    { kind: 'taken', address: 'anna@Shop.example' },
  ],
  ['one of them was refused for another reason', [refused('bert@post.example')], { kind: 'untold' }],
  [
    'another is denied although one was taken',
    [taken('anna@shop.example'), relaying('z@y.example')],
    { kind: 'denied' },
  ],
  ['one of them is denied', [relaying('anna@shop.example')], { kind: 'denied' }],
])('refused relaying, where %s', (_, asked, expected) => {
  expect(judgeRelayingNow(asked, failedFor)).toEqual(expected);
});

test.each([
  ['none', /without a login: give it a user and password.*mynetworks/],
  ['accepted', /accepts the login proves nothing/],
  ['not-tried', /allowed networks/],
] as const)('what to do about it with the login %s', (login, words) => {
  expect(adviseOnRelaying('Office', login)).toMatch(words);
});
