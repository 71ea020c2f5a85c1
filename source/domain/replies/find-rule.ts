import type { FailureClass } from './classes/index.ts';
import type { ReplyParts, ReplyStage } from './reply-parts.ts';
import type { ReplyRule, RuleCondition } from './reply-rule.ts';
import { type ReplyingServer, recogniseServers } from './replying-server.ts';
import { rulesForCode, rulesForOpenssl } from './rule-list.ts';

/** No server needs more words than this to say what it means; it bounds the time hostile text can cost. */
const longestWords = 3072;

/** Addresses carry words of their own ("spam@…", "unknown@…") that must not be read as the server's. */
const address = /[^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]{1,255}/g;

/** What a relay, a bounce or Odoo's Test button says around the server's words; the words "host" and "mail from" in it are its own. */
const wrapper =
  /^.{0,600}?(?:\b(?:said|refused to talk to me|replied|responded)|here is what we got instead): |^.{0,300}?\bsmtp error from remote mail server after .{0,200}?: (?:host \S{1,200} \[\S{1,60}\]: )?/;
const stageNote = / ?\(in reply to [a-z -]{1,40} command\)+/g;

/** A reply made ready for matching: words in lower case with straight quotes, and whoever may be speaking. */
export interface PreparedReply {
  readonly parts: ReplyParts;
  readonly words: string;
  readonly voices: ReadonlySet<ReplyingServer>;
  /** Somebody passes on what another server said. */
  readonly isQuoted: boolean;
}

/** Listens to a reply; `host` is the relay's name where it is known. */
export const prepareReply = (parts: ReplyParts, host: string | undefined): PreparedReply => {
  const words = parts.text
    .slice(0, longestWords)
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replaceAll('\u00a0', ' ');
  const said = words.replace(wrapper, '').replace(stageNote, '');
  return {
    parts,
    words: said.replace(address, '@').trim(),
    voices: recogniseServers(words, host),
    isQuoted: said !== words,
  };
};

const fitsReply = (kind: 'temporary' | 'permanent', code: number | null): boolean =>
  code !== null && (kind === 'temporary' ? code < 500 : code >= 500);

const fits = (when: RuleCondition, { parts, words, voices, isQuoted }: PreparedReply): boolean => {
  if (when.from !== undefined && !voices.has(when.from)) return false;
  if (when.silent && parts.code !== null) return false;
  if (when.quoted !== undefined && when.quoted !== isQuoted) return false;
  if (when.code !== undefined && (parts.code === null || !when.code.includes(parts.code))) return false;
  if (when.stage !== undefined && (parts.stage === null || !when.stage.includes(parts.stage))) return false;
  if (when.reply !== undefined && !fitsReply(when.reply, parts.code)) return false;
  if (when.enhanced !== undefined && (parts.enhanced === null || !when.enhanced.test(parts.enhanced))) return false;
  return when.text === undefined || when.text.test(words);
};

/** OpenSSL speaks, whoever passes it on: no server, sender or recipient is meant. */
const openssl = /\[ssl[:\]]|\b_ssl\.c:/;

/** What nobody can mean at a step of the session: there is no recipient before RCPT, and no message before MAIL. */
const beforeRecipient: ReadonlySet<ReplyStage> = new Set(['connect', 'greeting', 'ehlo', 'starttls', 'auth', 'mail']);
const beforeMessage: ReadonlySet<ReplyStage> = new Set(['connect', 'greeting', 'ehlo', 'starttls', 'auth']);

const canMean = (failureClass: FailureClass, stage: ReplyStage | null): boolean => {
  if (stage === null) return true;
  if (failureClass.startsWith('rcpt.')) return !beforeRecipient.has(stage);
  return !failureClass.startsWith('size') || !beforeMessage.has(stage);
};

const searchRule = (heard: PreparedReply): ReplyRule | undefined => {
  const runs = openssl.test(heard.words) ? rulesForOpenssl() : rulesForCode(heard.parts.code);
  for (const { gate, rules } of runs) {
    if (gate !== undefined && !gate.test(heard.words)) continue;
    const found = rules.find((rule) => fits(rule.when, heard) && canMean(rule.class, heard.parts.stage));
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Rules of the replies met last: a failing server says the same to thousands of mails. Emptied when it is full. */
const met = new Map<string, ReplyRule | undefined>();
const mostMet = 500;

const keyOf = ({ parts, words, voices, isQuoted }: PreparedReply): string =>
  `${parts.code} ${parts.enhanced} ${parts.stage} ${isQuoted} ${[...voices].join(' ')}\n${words}`;

/** The first rule that fits, most specific first; `undefined` when nobody knows these words. */
export const findRule = (heard: PreparedReply): ReplyRule | undefined => {
  const key = keyOf(heard);
  const known = met.get(key);
  if (known !== undefined || met.has(key)) return known;
  if (met.size >= mostMet) met.clear();
  const rule = searchRule(heard);
  met.set(key, rule);
  return rule;
};
