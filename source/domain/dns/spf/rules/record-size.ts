import type { SpfRecord } from '../term.ts';
import { inEveryRecord, type SpfRule } from './spf-rule.ts';

/** RFC 7208 §3.4: answers up to 512 bytes fit into plain UDP; 450 leave room for the name and the other texts. */
const advisableBytes = 450;
const plainUdpBytes = 512;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export const tooLong: SpfRule = {
  id: 'spf.too-long',
  severity: 'warn',
  find: inEveryRecord((record, { domain }) => {
    const bytes = bytesOf(record.text);
    if (bytes <= plainUdpBytes) return undefined;
    return `The SPF record of ${domain} is ${bytes} bytes long; above ${plainUdpBytes} it does not fit into a plain DNS answer, and some receivers never see it.`;
  }),
};

export const ratherLong: SpfRule = {
  id: 'spf.rather-long',
  severity: 'note',
  find: inEveryRecord((record, { domain }) => {
    const bytes = bytesOf(record.text);
    if (bytes <= advisableBytes || bytes > plainUdpBytes) return undefined;
    return `The SPF record of ${domain} is ${bytes} bytes long; ${advisableBytes} is the length to stay below.`;
  }),
};

const beginsTerm = /^(?:[+?~-]?(?:all\b|include:|ip4:|ip6:|exists:|mx\b|a\b|ptr\b)|redirect=|exp=)/i;

/** Strings are joined as they stand (RFC 7208 §3.3), so a term that ends one and a term that begins the next become one. */
export const gluedStringsOf = ({ strings }: SpfRecord): readonly { before: string; after: string; term: string }[] =>
  strings.slice(1).flatMap((after, index) => {
    const before = strings[index] ?? '';
    if (!beginsTerm.test(after) || before.endsWith(' ') || before === '') return [];
    return [{ before, after, term: `${before.split(' ').at(-1)}${after.split(' ')[0]}` }];
  });

export const gluedStrings: SpfRule = {
  id: 'spf.glued-strings',
  severity: 'fail',
  find: inEveryRecord((record, { domain }) =>
    gluedStringsOf(record).map(
      ({ before, after }) =>
        `The SPF record of ${domain} is published in several strings, and a space is missing between "${before.slice(-24)}" and "${after.slice(0, 24)}".`,
    ),
  ),
};
