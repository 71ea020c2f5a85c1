import ipaddr from 'ipaddr.js';
import { joinText } from '../answer.ts';
import { faultOfDomainSpec, isMacroString } from './domain-spec.ts';
import type { BrokenTerm, MechanismName, Qualifier, SpfMechanism, SpfRecord, Term } from './term.ts';

const version = /^v=spf1(?: |$)/i;
const modifier = /^(?<name>[a-z][a-z0-9_.-]*)=(?<value>.*)$/i;
const mechanism = /^(?<qualifier>[+?~-]?)(?<name>[a-z0-9]+)(?<separator>[:/]?)(?<rest>.*)$/is;
const dualPrefix = /^(?<target>.*?)(?:\/(?<four>\d+))?(?:\/\/(?<six>\d+))?$/;

const mechanismNames: readonly MechanismName[] = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'];

/** Whether a text record is an SPF record: the version alone, or followed by a space (RFC 7208 §4.5). */
export const isSpfText = (text: string): boolean => version.test(text);

const broken = (text: string, reason: string): BrokenTerm => ({ kind: 'broken', text, reason });

/** A prefix length without leading zeros and not above the most, or undefined. */
const readPrefix = (digits: string | undefined, most: number): number | undefined => {
  if (digits === undefined) return most;
  const length = Number(digits);
  return /^(?:0|[1-9]\d*)$/.test(digits) && length <= most ? length : undefined;
};

interface Parts {
  readonly text: string;
  readonly name: MechanismName;
  readonly qualifier: Qualifier;
  /** What follows the colon; undefined without one. */
  readonly value: string | undefined;
  readonly prefixes: string;
}

const whole = { prefix4: 32, prefix6: 128 };

const readNetwork = ({ text, name, qualifier, value = '' }: Parts): Term => {
  const isFour = name === 'ip4';
  const [, address = '', digits] = /^([^/]*)(?:\/(.*))?$/.exec(value) ?? [];
  const isAddress = isFour ? ipaddr.IPv4.isValidFourPartDecimal(address) : ipaddr.IPv6.isValid(address);
  if (!isAddress || address.includes('%')) return broken(text, `'${address}' is not an IPv${isFour ? 4 : 6} address`);
  const prefix = readPrefix(digits, isFour ? 32 : 128);
  if (prefix === undefined) return broken(text, `'/${digits}' is not a prefix length`);
  const prefixes = isFour ? { prefix4: prefix, prefix6: 128 } : { prefix4: 32, prefix6: prefix };
  return { kind: 'mechanism', name, qualifier, target: address, ...prefixes, text };
};

const readHosts = ({ text, name, qualifier, value, prefixes }: Parts): Term => {
  const { target = '', four, six } = dualPrefix.exec(`${value ?? ''}${prefixes}`)?.groups ?? {};
  const prefix4 = readPrefix(four, 32);
  const prefix6 = readPrefix(six, 128);
  if (prefix4 === undefined || prefix6 === undefined) return broken(text, 'its prefix length is wrong');
  const fault = value === undefined && target === '' ? undefined : faultOfDomainSpec(target);
  if (fault !== undefined) return broken(text, fault);
  return { kind: 'mechanism', name, qualifier, target: target === '' ? undefined : target, prefix4, prefix6, text };
};

const readDomain = ({ text, name, qualifier, value, prefixes }: Parts): Term => {
  if (prefixes !== '') return broken(text, `${name} takes no prefix length`);
  if (value === undefined && name === 'ptr')
    return { kind: 'mechanism', name, qualifier, target: undefined, ...whole, text };
  const fault = faultOfDomainSpec(value ?? '');
  return fault === undefined
    ? { kind: 'mechanism', name, qualifier, target: value, ...whole, text }
    : broken(text, fault);
};

const readAll = ({ text, name, qualifier, value, prefixes }: Parts): SpfMechanism | BrokenTerm =>
  value === undefined && prefixes === ''
    ? { kind: 'mechanism', name, qualifier, target: undefined, ...whole, text }
    : broken(text, 'all stands alone');

const readers: { readonly [Name in MechanismName]: (parts: Parts) => Term } = {
  all: readAll,
  include: readDomain,
  exists: readDomain,
  ptr: readDomain,
  a: readHosts,
  mx: readHosts,
  ip4: readNetwork,
  ip6: readNetwork,
};

const qualifierOf = (text: string): Qualifier => (text === '-' || text === '~' || text === '?' ? text : '+');

const readModifier = (text: string, name: string, value: string): Term => {
  const key = name.toLowerCase();
  if (key === 'redirect' || key === 'exp') {
    const fault = faultOfDomainSpec(value);
    if (fault !== undefined) return broken(text, fault);
  }
  if (!isMacroString(value)) return broken(text, "it contains a '%' that is not a macro");
  return { kind: 'modifier', name: key, value, text };
};

/** One term of a record; never throws, what receivers would choke on is a broken term with its reason. */
export const parseTerm = (text: string): Term => {
  const { name: modifierName, value: modifierValue = '' } = modifier.exec(text)?.groups ?? {};
  if (modifierName !== undefined) return readModifier(text, modifierName, modifierValue);
  const { qualifier = '', name = '', separator, rest = '' } = mechanism.exec(text)?.groups ?? {};
  const known = mechanismNames.find((mechanismName) => mechanismName === name.toLowerCase());
  if (known === undefined) return broken(text, 'there is no such mechanism');
  if (separator === '' && rest !== '') return broken(text, 'there is no such mechanism');
  const value = separator === ':' ? rest : undefined;
  const prefixes = separator === '/' ? `/${rest}` : '';
  return readers[known]({ text, name: known, qualifier: qualifierOf(qualifier), value, prefixes });
};

/** An SPF record taken apart; `strings` as they came from DNS, joined without a space (RFC 7208 §3.3). */
export const parseSpf = (strings: readonly string[]): SpfRecord => {
  const text = joinText(strings);
  const terms = text
    .split(' ')
    .slice(1)
    .filter((term) => term !== '');
  return { text, strings, terms: terms.map(parseTerm) };
};
