import type { Buffer } from 'node:buffer';
import { type Answer, type DecodedPacket, decode, encode, type RecordType } from 'dns-packet';
import type { DnsType } from '../../../domain/dns/answer.ts';

export interface Query {
  readonly name: string;
  readonly type: DnsType;
  readonly id: number;
  readonly bytes: Buffer;
}

/** What a packet that came back is. `foreign`: not the answer to our query, whoever sent it. */
export type DnsReply =
  | { readonly kind: 'foreign' }
  | { readonly kind: 'malformed'; readonly reason: string }
  | {
      readonly kind: 'reply';
      readonly rcode: number;
      readonly truncated: boolean;
      readonly recursive: boolean;
      readonly answers: readonly Answer[];
      readonly authorities: readonly Answer[];
    };

const headerBytes = 12;
const recursionDesired = 1 << 8;
/** What survives on any path without fragments (DNS Flag Day 2020). */
const udpPayloadSize = 1232;

/** The bytes of a question; with EDNS unless a server does not understand it. `name` must be a DNS name. */
export const encodeQuery = (name: string, type: DnsType, id: number, edns: boolean): Query => {
  const bytes = encode({
    type: 'query',
    id,
    flags: recursionDesired,
    // dns-packet knows type 99 (SPF), its declarations do not.
    questions: [{ name, type: type as RecordType }],
    additionals: edns
      ? [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
          },
        ]
      : [],
  });
  return { name, type, id, bytes };
};

const asciiLower = (bytes: Buffer): string => bytes.toString('latin1').toLowerCase();

/** A server that could not read the query may leave the question out; every other reply repeats it. */
const repeatsQuestion = (message: Buffer, query: Query): boolean => {
  if (message.readUInt16BE(4) === 0) return (message.readUInt16BE(2) & 0xf) !== 0;
  const end = headerBytes + questionLength(query);
  return asciiLower(message.subarray(headerBytes, end)) === asciiLower(query.bytes.subarray(headerBytes, end));
};

/** Name, type and class of our own question; the name is not compressed, so its length follows from the text. */
const questionLength = (query: Query): number => query.bytes.indexOf(0, headerBytes) - headerBytes + 5;

/** Reads a packet as the reply to `query`. Never throws: what cannot be read is malformed. */
export const readDnsReply = (message: Buffer, query: Query): DnsReply => {
  const isReply = message.length >= headerBytes && (message.readUInt16BE(2) & 0x8000) !== 0;
  if (!isReply || message.readUInt16BE(0) !== query.id || !repeatsQuestion(message, query)) return { kind: 'foreign' };
  let packet: DecodedPacket;
  try {
    packet = decode(message);
  } catch (error) {
    return { kind: 'malformed', reason: error instanceof Error ? error.message : String(error) };
  }
  return {
    kind: 'reply',
    rcode: (packet.flags ?? 0) & 0xf,
    truncated: packet.flag_tc,
    recursive: packet.flag_ra,
    answers: packet.answers ?? [],
    authorities: packet.authorities ?? [],
  };
};
