import { Buffer } from 'node:buffer';
import type { Answer } from 'dns-packet';
import type { DnsRecords } from '../scenario.ts';

export type ZoneType = keyof DnsRecords;

const ttlSeconds = 300;
const longestString = 255;
/** The retired type 99 (RFC 7208 §3.1): dns-packet writes it as bytes, like NULL, but its declarations leave it out. */
const spfType = String('SPF') as 'NULL';
const quotedStrings = /"((?:[^"\\]|\\.?)*)(?:"|$)/gs;

/** The wire strings of a TXT record: those in quotes as they stand, or the whole text cut at 255 bytes. */
const splitText = (text: string): Buffer[] => {
  if (text.startsWith('"')) {
    return [...text.matchAll(quotedStrings)].map(([, string = '']) => Buffer.from(string.replaceAll(/\\(.)/g, '$1')));
  }
  const bytes = Buffer.from(text);
  const strings: Buffer[] = [];
  for (let from = 0; from < bytes.length || from === 0; from += longestString) {
    strings.push(bytes.subarray(from, from + longestString));
  }
  return strings;
};

const encodeStrings = (strings: readonly Buffer[]): Buffer =>
  Buffer.concat(strings.flatMap((string) => [Buffer.from([string.length]), string]));

/** One line of zone text as the record that goes on the wire; `owner` keeps the spelling of whoever asked. */
export const readZoneText = (owner: string, type: ZoneType, text: string): Answer => {
  const header = { name: owner, ttl: ttlSeconds, class: 'IN' } as const;
  switch (type) {
    case 'MX': {
      const [preference = '', exchange = '.'] = text.split(/\s+/);
      return { ...header, type, data: { preference: Number(preference), exchange } };
    }
    case 'TXT':
      return { ...header, type, data: splitText(text) };
    case 'SPF':
      return { ...header, type: spfType, data: encodeStrings(splitText(text)) };
    default:
      return { ...header, type, data: text };
  }
};
