import type { Buffer } from 'node:buffer';
import { type Answer, decode, encode, type Packet, type Question } from 'dns-packet';
import type { DnsZones } from '../scenario.ts';
import { lookUp } from './lookup.ts';

/** A way not to answer: an error code, silence, a referral elsewhere (lame), or never fitting into UDP. */
type Misbehaviour = 'servfail' | 'refused' | 'timeout' | 'lame' | 'truncate';

/** Names (`acme.example`) or questions (`acme.example TXT`) to what the server does instead of answering. */
export type Misbehaviours = Readonly<Record<string, Misbehaviour>>;

export type Transport = 'udp' | 'tcp';

export interface DnsQuery {
  /** Lower case, no final dot. */
  readonly name: string;
  readonly type: string;
  readonly transport: Transport;
}

const rcodes = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
const recursionDesired = 1 << 8;
const recursionAvailable = 1 << 7;
const truncated = 1 << 9;
/** RFC 1035 §4.2.1: what fits into UDP when the client did not speak of EDNS. */
const plainUdpSize = 512;
const ednsUdpSize = 1232;

const startOfAuthority = (name: string): Answer => ({
  type: 'SOA',
  name: name.split('.').slice(-2).join('.'),
  ttl: 60,
  data: {
    mname: 'ns.invalid',
    rname: 'hostmaster.invalid',
    serial: 1,
    refresh: 3600,
    retry: 600,
    expire: 86400,
    minimum: 60,
  },
});

const answerQuestion = (zones: DnsZones, question: Question): Packet => {
  const { rcode, answers } = lookUp(zones, question.name, question.type);
  const isEmpty = answers.every((answer) => answer.type === 'CNAME') && question.type !== 'CNAME';
  return {
    flags: recursionAvailable | rcodes[rcode],
    answers: [...answers],
    authorities: isEmpty && rcode !== 'SERVFAIL' ? [startOfAuthority(question.name)] : [],
  };
};

const misbehave = (how: Misbehaviour, zones: DnsZones, question: Question): Packet | undefined => {
  switch (how) {
    case 'timeout':
      return undefined;
    case 'servfail':
      return { flags: recursionAvailable | rcodes.SERVFAIL };
    case 'refused':
      return { flags: rcodes.REFUSED };
    case 'lame':
      return {
        flags: rcodes.NOERROR,
        authorities: [{ type: 'NS', name: '.', ttl: 60, data: 'a.root-servers.invalid' }],
      };
    case 'truncate':
      return answerQuestion(zones, question);
  }
};

export interface Responder {
  readonly zones: DnsZones;
  readonly misbehave: Misbehaviours;
  readonly log: (query: DnsQuery) => void;
}

/** The bytes to send back for a query, or undefined where a real server would stay silent. */
export const respond = (message: Buffer, transport: Transport, responder: Responder): Buffer | undefined => {
  const query = decode(message);
  const question = query.questions?.[0];
  if (query.type !== 'query' || question === undefined) return undefined;
  const name = question.name.toLowerCase();
  responder.log({ name, type: question.type, transport });

  const how = responder.misbehave[`${name} ${question.type}`] ?? responder.misbehave[name];
  const answer =
    how === undefined ? answerQuestion(responder.zones, question) : misbehave(how, responder.zones, question);
  if (answer === undefined) return undefined;

  const edns = query.additionals?.find((additional) => additional.type === 'OPT');
  const reply: Packet = {
    ...answer,
    type: 'response',
    id: query.id ?? 0,
    flags: (answer.flags ?? 0) | ((query.flags ?? 0) & recursionDesired),
    questions: [question],
    additionals: edns === undefined ? [] : [{ ...edns, udpPayloadSize: ednsUdpSize, options: [] }],
  };
  const bytes = encode(reply);
  const room = edns === undefined ? plainUdpSize : Math.min(ednsUdpSize, Math.max(plainUdpSize, edns.udpPayloadSize));
  if (transport === 'tcp' || (bytes.length <= room && how !== 'truncate')) return bytes;
  return encode({ ...reply, flags: (reply.flags ?? 0) | truncated, answers: [], authorities: [] });
};
