import { decode, encode } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { impatience, patient, resolverFor, servePackets } from '../../support/dns.ts';

const answerTo = (
  query: Buffer,
  { id, name, address = '192.0.2.1' }: { id?: number; name?: string; address?: string },
) => {
  const packet = decode(query);
  const question = packet.questions?.[0]?.name ?? '';
  return encode({
    type: 'response',
    id: id ?? packet.id ?? 0,
    flags: 1 << 7,
    questions: [{ type: 'A', name: name ?? question }],
    answers: [{ type: 'A', name: name ?? question, ttl: 5, data: address }],
  });
};

/** The query turned into a reply with `count` answers, whose bytes are as given. */
const withAnswerBytes = (query: Buffer, bytes: readonly number[], count = 1): Buffer => {
  const question = query.subarray(0, query.length - 11);
  const reply = Buffer.concat([question, Buffer.from(bytes)]);
  reply.writeUInt16BE(0x8180, 2);
  reply.writeUInt16BE(count, 6);
  reply.writeUInt16BE(0, 10);
  return reply;
};

const lookUp = async (reply: (query: Buffer) => readonly Buffer[], options = {}) =>
  resolverFor(await servePackets(reply), options).lookUp('acme.example', 'A', patient);

describe('a packet that nobody should send', () => {
  it('with another id is passed over, and the true answer taken', async () => {
    const answer = await lookUp((query) => [
      answerTo(query, { id: (query.readUInt16BE(0) + 1) & 0xffff, address: '203.0.113.66' }),
      answerTo(query, {}),
    ]);
    expect(answer).toMatchObject({ kind: 'answer', records: ['192.0.2.1'] });
  });

  it('to another question is passed over, and the true answer taken', async () => {
    const answer = await lookUp((query) => [answerTo(query, { name: 'evil.example' }), answerTo(query, {})]);
    expect(answer).toMatchObject({ kind: 'answer', records: ['192.0.2.1'] });
  });

  it('that is our own query sent back is passed over', async () => {
    expect(await lookUp((query) => [query], impatience)).toMatchObject({ kind: 'timeout' });
  });

  it('that is only noise, or empty, is passed over', async () => {
    expect(
      await lookUp(() => [Buffer.from('HTTP/1.1 400 Bad Request\r\n'), Buffer.alloc(0)], impatience),
    ).toMatchObject({
      kind: 'timeout',
    });
  });

  it.each([
    ['whose name points to itself', [0xc0, 30, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 1, 2, 3, 4]],
    ['that ends in the middle of a record', [0xc0, 12, 0, 1, 0]],
    ['whose address is cut off', [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 1, 2]],
    ['with a label type that does not exist', [0x80, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 1, 2, 3, 4]],
  ])('%s is malformed', async (_what, bytes) => {
    expect(await lookUp((query) => [withAnswerBytes(query, bytes)])).toMatchObject({ kind: 'malformed' });
  });

  it('that promises 65535 answers is malformed', async () => {
    expect(await lookUp((query) => [withAnswerBytes(query, [], 0xffff)])).toMatchObject({ kind: 'malformed' });
  });

  it('about other names proves nothing about ours', async () => {
    const answer = await lookUp((query) => {
      const packet = decode(query);
      return [
        encode({
          ...packet,
          type: 'response',
          flags: 1 << 7,
          additionals: [],
          answers: [{ type: 'A', name: 'evil.example', ttl: 5, data: '203.0.113.66' }],
        }),
      ];
    });
    expect(answer).toMatchObject({ kind: 'nodata' });
  });

  it('with a circle of aliases ends', async () => {
    const answer = await lookUp((query) => {
      const packet = decode(query);
      return [
        encode({
          ...packet,
          type: 'response',
          flags: 1 << 7,
          additionals: [],
          answers: [
            { type: 'CNAME', name: 'acme.example', ttl: 5, data: 'loop.example' },
            { type: 'CNAME', name: 'loop.example', ttl: 5, data: 'acme.example' },
          ],
        }),
      ];
    });
    expect(answer).toMatchObject({ kind: 'nodata' });
  });

  it('cannot send escape sequences to the terminal', async () => {
    const server = await servePackets((query) => [
      encode({
        ...decode(query),
        type: 'response',
        flags: 1 << 7,
        additionals: [],
        answers: [{ type: 'TXT', name: 'acme.example', ttl: 5, data: 'v=spf1 \u001b[31m\u202e -all' }],
      }),
    ]);
    const answer = await resolverFor(server).lookUp('acme.example', 'TXT', patient);
    expect(JSON.stringify(answer)).not.toMatch(/\\u001b|\u001b|\u202e/);
    expect(answer).toMatchObject({ records: [['v=spf1 \ufffd[31m\ufffd -all']] });
  });

  it('that refuses EDNS is answered by a question without it', async () => {
    const answer = await lookUp((query) => {
      if (query.readUInt16BE(10) === 0) return [answerTo(query, {})];
      const formatError = Buffer.from(query.subarray(0, 12));
      formatError.writeUInt16BE(0x8181, 2);
      formatError.writeUInt16BE(0, 4);
      formatError.writeUInt16BE(0, 10);
      return [formatError];
    });
    expect(answer).toMatchObject({ kind: 'answer', records: ['192.0.2.1'] });
  });
});
