import { parseTags, separateTags, splitValue, type TagList, tagValue } from '../tags.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

/** `r`: the organizational domains must be the same; `s`: the domains themselves. */
export type AlignmentMode = 'r' | 's';

/** A DMARC record with what receivers make of it (RFC 9989 §4.7). */
export interface DmarcRecord {
  readonly text: string;
  readonly list: TagList;
  /** Whether p, sp and np say policies; if one does not, receivers take `none` for everything (RFC 9989 §4.10.1). */
  readonly isValid: boolean;
  /** Undefined where it is missing or no policy. */
  readonly p: DmarcPolicy | undefined;
  readonly sp: DmarcPolicy | undefined;
  readonly np: DmarcPolicy | undefined;
  readonly adkim: AlignmentMode;
  readonly aspf: AlignmentMode;
  /** Whether the domain says that it is (`y`) or is not (`n`) a public suffix. */
  readonly psd: 'y' | 'n' | 'u';
  /** `t=y`: the policy is meant one level softer. */
  readonly isTest: boolean;
  /** Percentage that readers of the old standard apply the policy to. */
  readonly pct: number;
  readonly rua: readonly string[];
  readonly ruf: readonly string[];
}

const version = /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/i;
/** The name of the tag has no case, its value has (RFC 9989 §4.7). */
const exactVersion = /^[vV][ \t]*=[ \t]*DMARC1/;

/** Whether a text is a DMARC record. */
export const isDmarcText = (text: string): boolean => version.test(text) && exactVersion.test(text);

/** The policy a tag says, in any case; undefined for anything else. */
export const readPolicy = (value: string | undefined): DmarcPolicy | undefined => {
  const policy = value?.toLowerCase();
  return policy === 'none' || policy === 'quarantine' || policy === 'reject' ? policy : undefined;
};

const readMode = (value: string | undefined): AlignmentMode => (value?.toLowerCase() === 's' ? 's' : 'r');

const readPsd = (value: string | undefined): 'y' | 'n' | 'u' => {
  const psd = value?.toLowerCase();
  return psd === 'y' || psd === 'n' ? psd : 'u';
};

const readPercentage = (value: string | undefined): number =>
  value !== undefined && /^\d{1,3}$/.test(value) ? Math.min(100, Number(value)) : 100;

/** A record taken apart; what is wrong in it is the lint's business. */
export const parseDmarc = (text: string): DmarcRecord => {
  const list = parseTags(text);
  const isPolicyOrAbsent = (name: string): boolean =>
    tagValue(list, name) === undefined || readPolicy(tagValue(list, name)) !== undefined;
  return {
    text,
    list,
    isValid: readPolicy(tagValue(list, 'p')) !== undefined && isPolicyOrAbsent('sp') && isPolicyOrAbsent('np'),
    p: readPolicy(tagValue(list, 'p')),
    sp: readPolicy(tagValue(list, 'sp')),
    np: readPolicy(tagValue(list, 'np')),
    adkim: readMode(tagValue(list, 'adkim')),
    aspf: readMode(tagValue(list, 'aspf')),
    psd: readPsd(tagValue(list, 'psd')),
    isTest: tagValue(list, 't')?.toLowerCase() === 'y',
    pct: readPercentage(tagValue(list, 'pct')),
    rua: splitValue(tagValue(list, 'rua') ?? '', ','),
    ruf: splitValue(tagValue(list, 'ruf') ?? '', ','),
  };
};

/** The tags of RFC 9989 and RFC 7489. */
export const knownTags: readonly string[] = [
  ...['v', 'p', 'sp', 'np', 'adkim', 'aspf', 'fo', 'rua', 'ruf', 't', 'psd'],
  ...['pct', 'rf', 'ri'],
];

/** The record with a semicolon wherever its owner forgot one between two tags; receivers do not read it so. */
export const asMeant = ({ text }: DmarcRecord): DmarcRecord => parseDmarc(separateTags(text, knownTags));

/** The mail domain of a report address, normalized; undefined for anything but `mailto:`. */
export const reportDomain = (uri: string): string | undefined =>
  /^mailto:[^@]+@(?<domain>[^!?]+)/i.exec(uri)?.groups?.['domain']?.trim().toLowerCase().replace(/\.$/, '');
