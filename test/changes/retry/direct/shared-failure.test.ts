import { expect, test } from 'vitest';
import { findSharedFailure } from '../../../../source/changes/retry/direct/send-directly.ts';
import type { FailureClass } from '../../../../source/domain/replies/classes/index.ts';

const unknownUser = "{'ann@acme.example': (550, b'5.1.1 User unknown')}";
const tooLarge = "(552, b'5.3.4 Message size exceeds fixed maximum message size')";
const noAddress = 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)';
const badLogin = "(535, b'5.7.8 Username and Password not accepted')";

const after = (reason: string) => ({ sent: [], failed: [{ id: 7, reason }], others: [], gone: [], waiting: [] });
const before = (failure: FailureClass | undefined) => new Map(failure === undefined ? [] : [[7, failure]]);

/** The mail that went first failed: would the others fail so, too? */
test.each([
  ['its recipient was refused, as it was not before', unknownUser, before('conn.silent'), false],
  ['its recipient was refused, and nothing is known of before', unknownUser, before(undefined), false],
  [
    'its recipient was refused again as before, as all that are to be sent were',
    unknownUser,
    before('rcpt.unknown'),
    true,
  ],
  ['it was too large, as it was not before', tooLarge, before('auth.bad_credentials'), false],
  ['it was too large again', tooLarge, before('size.message'), true],
  ['nobody on it has an address, as was not so before', noAddress, before('conn.silent'), false],
  ['the login was refused', badLogin, before('rcpt.unknown'), true],
  ['nothing is known of how it failed before, and the login was refused', badLogin, undefined, true],
])('%s', (_, reason, known, isShared) => {
  const end = findSharedFailure(after(reason), known);
  expect(end === undefined ? undefined : end.kind).toBe(isShared ? 'canary-failed' : undefined);
});

test('where it left, nothing stops the others', () => {
  expect(
    findSharedFailure({ sent: [7], failed: [], others: [], gone: [], waiting: [] }, before('rcpt.unknown')),
  ).toBeUndefined();
});
