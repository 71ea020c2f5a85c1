import type { Buffer } from 'node:buffer';
import { isIPv4, isIPv6 } from 'node:net';
import type { Answer } from 'dns-packet';
import type { DnsData, DnsType } from '../../../domain/dns/answer.ts';
import { normalizeName } from '../../../domain/dns/dns-name.ts';

/** Controls, bidi marks and the like become visible: records are read by rules, so dropping them would change meaning. */
const unprintable = /\p{C}/gu;

const cleanText = (text: string): string => text.replaceAll(unprintable, '\ufffd');

const cleanName = (name: string): string => normalizeName(cleanText(name));

const readStrings = (data: unknown): readonly string[] | undefined =>
  Array.isArray(data) ? data.map((string: string | Buffer) => cleanText(string.toString('utf8'))) : undefined;

/** The strings of a type that dns-packet hands over as bytes: each preceded by its length. */
const splitStrings = (bytes: Buffer): readonly string[] => {
  const strings: string[] = [];
  for (let at = 0; at < bytes.length; at += 1 + bytes.readUInt8(at)) {
    strings.push(cleanText(bytes.toString('utf8', at + 1, at + 1 + bytes.readUInt8(at))));
  }
  return strings;
};

const readName = (answer: Answer, type: 'CNAME' | 'NS' | 'PTR'): string | undefined =>
  answer.type === type ? cleanName(answer.data) : undefined;

/** The record as this project holds it, or undefined when the answer is of another type or its data is broken. */
export const recordReaders: { readonly [Type in DnsType]: (answer: Answer) => DnsData[Type] | undefined } = {
  A: (answer) => (answer.type === 'A' && isIPv4(answer.data) ? answer.data : undefined),
  AAAA: (answer) => (answer.type === 'AAAA' && isIPv6(answer.data) ? answer.data : undefined),
  CNAME: (answer) => readName(answer, 'CNAME'),
  NS: (answer) => readName(answer, 'NS'),
  PTR: (answer) => readName(answer, 'PTR'),
  MX: (answer) =>
    answer.type === 'MX'
      ? { preference: answer.data.preference ?? 0, exchange: cleanName(answer.data.exchange) }
      : undefined,
  TXT: (answer) => (answer.type === 'TXT' ? readStrings(answer.data) : undefined),
  SPF: (answer) =>
    String(answer.type) === 'SPF' && 'data' in answer ? splitStrings(answer.data as Buffer) : undefined,
};

const quote = (strings: readonly string[]): string => strings.map((string) => JSON.stringify(string)).join(' ');

const writeData = (answer: Answer): string => {
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return cleanText(answer.data);
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return `${cleanName(answer.data)}.`;
    case 'MX':
      return `${answer.data.preference ?? 0} ${cleanName(answer.data.exchange)}.`.replace(/\.\.$/, '.');
    case 'TXT':
      return quote(readStrings(answer.data) ?? []);
    default:
      return '…';
  }
};

/** The record as a line of a zone file, as dig prints it. */
export const writeRecord = (answer: Answer): string => {
  const ttl = 'ttl' in answer ? (answer.ttl ?? 0) : 0;
  return `${cleanName(answer.name)}. ${ttl} IN ${answer.type} ${writeData(answer)}`;
};
