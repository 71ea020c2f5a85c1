import { expect, test } from 'vitest';
import {
  judgeMissingUser,
  type MissingUserFacts,
  missingUserFacts,
} from '../../../source/causes/credentials/missing-user.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { buildServer } from '../../domain/routing/build-facts.ts';
import { askedSender, loginFirstLine, replyOf, takenLine } from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

test.each<[has: MissingUserFacts['has'], outcome: MissingUserFacts['outcome'], status: string | undefined]>([
  ['oauth', 'turned-away', 'fail'],
  ['oauth', 'taken', 'warn'],
  ['oauth', 'not-tried', 'warn'],
  ['oauth', 'not-reached', undefined],
  ['password', 'turned-away', 'fail'],
  ['password', 'taken', 'ok'],
  ['password', 'not-tried', 'warn'],
  ['nothing', 'turned-away', undefined],
  ['nothing', 'taken', undefined],
])('a server that has %s and no user, and where mail is %s: %s', (has, outcome, status) => {
  expect(judgeMissingUser({ title: 'Gmail', has, outcome, said: 'It wants a login.' })?.status).toBe(status);
});

const oauth = {
  provider: 'google',
  refreshToken: { kind: 'none' },
  accessToken: { kind: 'none' },
  accessTokenExpiresAt: null,
} as const;
const password = { kind: 'stored', secret: new Secret('winter') } as const;
const wanted = { kind: 'reply', stage: 'mail', reply: replyOf('mail', loginFirstLine) } as const;

test.each([
  ['consent', buildServer({ id: 1, oauth }), 'oauth'],
  ['consent and a password', buildServer({ id: 1, oauth, password }), 'oauth'],
  ['a password', buildServer({ id: 1, password }), 'password'],
  [
    'a password that it does not log in with',
    buildServer({ id: 1, password, authentication: 'certificate' }),
    'nothing',
  ],
  ['no password', buildServer({ id: 1 }), 'nothing'],
  ['its login in odoo.conf', null, 'nothing'],
])('a server with %s has what it needs but the user', (_, server, has) => {
  expect(missingUserFacts(relaySession({ relay: { server } })).has).toBe(has);
});

test.each<[string, Parameters<typeof relaySession>[0], MissingUserFacts['outcome']]>([
  [
    'a login was wanted',
    { report: { failure: wanted, senders: [askedSender('a@x.example', loginFirstLine)] } },
    'turned-away',
  ],
  ['nobody was there', { report: { capabilities: undefined } }, 'not-reached'],
  ['a recipient was taken', { report: { senders: [askedSender('a@x.example', takenLine, takenLine)] } }, 'taken'],
  ['nobody was asked for', {}, 'not-tried'],
])('without a user, where %s', (_, given, outcome) => {
  expect(missingUserFacts(relaySession(given))).toMatchObject({ outcome, said: 'What the session itself said.' });
});
