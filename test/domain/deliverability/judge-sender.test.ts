import { expect, test } from 'vitest';
import {
  judgeSender,
  markBlocklists,
  markDkim,
  markDmarc,
  markHelo,
  markReturnPath,
  markReverse,
  markSpf,
  markTls,
  type SenderFacts,
  type Signature,
} from '../../../source/domain/deliverability/judge-sender.ts';
import { type Mark, markIds } from '../../../source/domain/deliverability/mark.ts';

const pointsOf = ({ status, points }: Mark): number | string => (status === 'lost' ? points : status);

const signature = (result: Signature['result'], isAligned: boolean | undefined): Signature => ({
  domain: 'acme.example',
  selector: 's1',
  result,
  words: 'why',
  isAligned,
});
const signed = (...signatures: readonly Signature[]): SenderFacts['signing'] => ({ kind: 'signed', signatures });
const before = (hasKey: boolean, hasNone: boolean): SenderFacts['signing'] => ({
  kind: 'before',
  hasKey,
  hasNone,
  words: 'As the keys say.',
});
const spf = (result: SenderFacts['spf']['result']): SenderFacts['spf'] => ({ result, words: 'why' });
const fromDomain = 'acme.example';

test.each([
  ['pass', 'ok'],
  ['fail', 3],
  ['softfail', 1.5],
  ['none', 1],
  ['error', 2],
  ['unknown', 'unknown'],
] as const)('SPF %s: %s', (result, points) => {
  expect(pointsOf(markSpf({ spf: spf(result), envelopeDomain: fromDomain }))).toBe(points);
});

test.each([
  [{ kind: 'unsigned' }, 1],
  [before(false, true), 1],
  [before(true, true), 'unknown'],
  [before(false, false), 'unknown'],
  [before(true, false), 'unknown'],
  [signed(signature('pass', true)), 'ok'],
  [signed(signature('fail', true), signature('pass', true)), 'ok'],
  [signed(signature('pass', false)), 0.5],
  [signed(signature('pass', undefined)), 'unknown'],
  [signed(signature('unknown', true)), 'unknown'],
  [signed(signature('pass', false), signature('unknown', true)), 'unknown'],
  [signed(signature('fail', true)), 2],
  [signed(), 1],
] satisfies [SenderFacts['signing'], number | string][])('DKIM %j: %s', (signing, points) => {
  expect(pointsOf(markDkim({ signing, fromDomain }))).toBe(points);
});

test.each([
  // SPF proves it.
  ['pass', true, { kind: 'unsigned' }, 'record', 'ok'],
  ['pass', true, { kind: 'unsigned' }, 'none', 0.5],
  ['pass', true, { kind: 'unsigned' }, 'unknown', 'unknown'],
  // A signature proves it.
  ['fail', true, signed(signature('pass', true)), 'record', 'ok'],
  ['pass', false, signed(signature('pass', true)), 'record', 'ok'],
  // Nothing does.
  ['fail', true, { kind: 'unsigned' }, 'record', 2],
  ['pass', false, { kind: 'unsigned' }, 'none', 2],
  ['softfail', undefined, signed(signature('pass', false)), 'record', 2],
  ['none', true, before(false, true), 'record', 2],
  ['pass', false, signed(), 'unknown', 2],
  // Nobody knows.
  ['unknown', true, { kind: 'unsigned' }, 'record', 'unknown'],
  ['pass', undefined, { kind: 'unsigned' }, 'record', 'unknown'],
  ['unknown', false, signed(signature('unknown', true)), 'record', 'unknown'],
  ['fail', true, signed(signature('pass', undefined)), 'record', 'unknown'],
  ['fail', true, before(true, false), 'record', 'unknown'],
  ['fail', true, before(true, false), 'none', 0.5],
  ['unknown', false, { kind: 'unsigned' }, 'record', 2],
] satisfies [
  SenderFacts['spf']['result'],
  boolean | undefined,
  SenderFacts['signing'],
  SenderFacts['dmarc']['kind'],
  number | string,
][])('DMARC: SPF %s, aligned %s, %j, %s: %s', (result, isSpfAligned, signing, kind, points) => {
  const facts = { dmarc: { kind, words: 'x' }, spf: spf(result), isSpfAligned, signing, fromDomain };
  expect(pointsOf(markDmarc(facts))).toBe(points);
});

test.each([
  [true, 'ok'],
  [false, 1.5],
  [undefined, 'unknown'],
] as const)('reverse DNS %s: %s', (isGood, points) => {
  expect(pointsOf(markReverse({ reverse: { isGood, words: 'x' } }))).toBe(points);
});

test.each([
  [undefined, 'unknown'],
  [{ name: 'mail.acme.example', isConfirmed: true }, 'ok'],
  [{ name: 'mail.acme.example', isConfirmed: false }, 0.3],
  [{ name: 'mail.acme.example', isConfirmed: undefined }, 'unknown'],
  [{ name: 'odoo', isConfirmed: true }, 0.5],
  [{ name: '[192.0.2.1]', isConfirmed: undefined }, 0.5],
  [{ name: '192.0.2.1', isConfirmed: undefined }, 0.5],
  [{ name: 'odoo.localdomain', isConfirmed: true }, 0.5],
] as const)('HELO %j: %s', (helo, points) => {
  expect(pointsOf(markHelo({ helo }))).toBe(points);
});

test.each([
  [[], 0, 'unknown'],
  [[], 3, 'ok'],
  [['a'], 3, 1],
  [['a', 'b'], 3, 1.5],
  [['a', 'b', 'c', 'd', 'e', 'f'], 6, 3],
] as const)('on the lists %j of %d: %s', (listings, listsAnswered, points) => {
  expect(pointsOf(markBlocklists({ listings, listsAnswered }))).toBe(points);
});

test.each([
  [true, 'ok'],
  [false, 0.5],
  [undefined, 'unknown'],
] as const)('encrypted %s: %s', (isEncrypted, points) => {
  expect(pointsOf(markTls({ isEncrypted }))).toBe(points);
});

test.each([
  [null, undefined, 'unknown'],
  ['', undefined, 'ok'],
  ['acme.example', true, 'ok'],
  ['other.example', false, 0.2],
  ['other.example', undefined, 'unknown'],
] as const)('bounces to %j, aligned %s: %s', (envelopeDomain, isSpfAligned, points) => {
  expect(pointsOf(markReturnPath({ envelopeDomain, fromDomain, isSpfAligned }))).toBe(points);
});

test('each look at the sender has a mark; what is not known costs nothing', () => {
  const marks = judgeSender({
    fromDomain: null,
    envelopeDomain: null,
    spf: spf('unknown'),
    isSpfAligned: undefined,
    signing: before(false, false),
    dmarc: { kind: 'unknown', words: 'x' },
    reverse: { isGood: undefined, words: 'x' },
    helo: undefined,
    listings: [],
    listsAnswered: 0,
    isEncrypted: undefined,
  });
  expect(marks.map(({ id }) => id)).toEqual(markIds.slice(0, marks.length));
  for (const mark of marks) expect([mark.id, mark.status, mark.points]).toEqual([mark.id, 'unknown', 0]);
});
