import { hourMs } from '../../lib/time-units.ts';
import { formatBytes } from '../wording/bytes.ts';
import { lost, type Mark, unknown, well } from './mark.ts';
import type { MessageTraits } from './message-traits.ts';

/** Hosts that hide where a link leads: receivers take them for what spammers use, and some lists hold them whole. */
const shorteners: ReadonlySet<string> = new Set([
  ...['bit.ly', 'tinyurl.com', 'goo.gl', 't.co', 'ow.ly', 'is.gd', 'buff.ly', 'cutt.ly', 'rb.gy', 'shorturl.at'],
  ...['tiny.cc', 'bl.ink', 'rebrand.ly', 't.ly', 'v.gd', 'lnkd.in', 'adf.ly', 's.id', 'short.io', 'clck.ru'],
]);

/** Gmail shows no more of a message than this (support.google.com/mail, "message clipped"), bytes of HTML. */
const clippedAt = 102 * 1024;
/** What many receivers take at most, bytes; Gmail 25 MB, Exchange's default 10 MB of files grown by base64. */
const largest = 10 * 1024 * 1024;
/** A clock that is wrong by more than this looks like one that lies, ms. */
const clockTolerance = 24 * hourMs;

/** Judges what stands in the message, wherever it comes from. */
export const judgeMessage = (traits: MessageTraits, now: Date): readonly Mark[] => [
  judgeFrom(traits),
  judgeMessageId(traits),
  judgeDate(traits, now),
  judgeSubject(traits),
  judgeTextPart(traits),
  judgeSize(traits),
  judgeUnsubscribe(traits),
  judgeLinks(traits),
  judgeImages(traits),
];

const wellFormed = /^[^\s<>@"]+@[^\s<>@]+\.[^\s<>@.]+$/;

export const judgeFrom = ({ from }: Pick<MessageTraits, 'from'>): Mark => {
  const [first, ...others] = from;
  if (first === undefined) {
    return lost('from', 2, 'There is no From address.', 'Give the mail a sender: RFC 5322 asks for exactly one From.');
  }
  if (others.length > 0) {
    return lost(
      'from',
      1,
      `From holds ${from.length} addresses; DMARC is about one, and Gmail refuses several.`,
      'Leave one address in From.',
    );
  }
  if (!wellFormed.test(first)) {
    return lost('from', 1, `'${first}' is no address that mail can come from.`, 'Correct the sender.');
  }
  return well('from', `From is ${first}.`);
};

export const judgeMessageId = ({ messageId }: Pick<MessageTraits, 'messageId'>): Mark => {
  const mend =
    'Whatever writes the message should give it a Message-ID of the form <unique@your-domain> (RFC 5322 §3.6.4).';
  if (messageId === null || messageId === '') return lost('message-id', 1, 'There is no Message-ID.', mend);
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId)) {
    return lost('message-id', 0.5, `The Message-ID ${messageId} is not well-formed.`, mend);
  }
  return /@localhost>$/i.test(messageId)
    ? lost('message-id', 0.3, `The Message-ID ${messageId} names no domain.`, mend)
    : well('message-id', 'The Message-ID is well-formed.');
};

export const judgeDate = ({ date }: Pick<MessageTraits, 'date'>, now: Date): Mark => {
  const mend = 'Set the clock of the machine that sends, by NTP.';
  if (date === null)
    return lost('date', 1, 'There is no Date.', 'RFC 5322 §3.6.1 asks for one; the mail server may add it.');
  if (Number.isNaN(date.getTime()))
    return lost('date', 1, 'The Date cannot be read.', 'Write it as RFC 5322 §3.3 says.');
  // An old file was well dated when it was sent.
  return date.getTime() - now.getTime() > clockTolerance
    ? lost('date', 1, `The Date ${date.toISOString()} lies in the future.`, mend)
    : well('date', 'The Date can be read and does not lie in the future.');
};

export const judgeSubject = ({ subject }: Pick<MessageTraits, 'subject'>): Mark => {
  if (subject === null || subject.trim() === '') return lost('subject', 0.5, 'The subject is empty.', 'Give it one.');
  const letters = subject.replace(/[^\p{L}]/gu, '');
  return letters.length >= 8 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
    ? lost('subject', 0.3, 'The subject is all capitals.', 'Write it in usual letters.')
    : well('subject', 'There is a subject.');
};

export const judgeTextPart = ({ hasText, html }: Pick<MessageTraits, 'hasText' | 'html'>): Mark => {
  if (hasText) return well('text-part', html === null ? 'It is plain text.' : 'There is a text part beside the HTML.');
  return html === null
    ? lost('text-part', 1, 'The message has neither text nor HTML.', 'Write something.')
    : lost(
        'text-part',
        0.5,
        'There is HTML and no text part.',
        'Odoo writes one itself; whatever stands between strips it, or made this message.',
      );
};

export const judgeSize = ({ bytes, html }: Pick<MessageTraits, 'bytes' | 'html'>): Mark => {
  if (bytes > largest) {
    return lost(
      'size',
      1,
      `It has ${formatBytes(bytes)}; many receivers take no more than 10 MB.`,
      'Send links instead of attachments.',
    );
  }
  const htmlBytes = Buffer.byteLength(html ?? '');
  return htmlBytes > clippedAt
    ? lost(
        'size',
        0.3,
        `Its HTML has ${formatBytes(htmlBytes)}; Gmail clips what goes beyond 102 KB.`,
        'Shorten it, and do not embed pictures in it.',
      )
    : well('size', `It has ${formatBytes(bytes)}.`);
};

export const judgeUnsubscribe = ({
  isBulk,
  listUnsubscribe,
  listUnsubscribePost,
}: Pick<MessageTraits, 'isBulk' | 'listUnsubscribe' | 'listUnsubscribePost'>): Mark => {
  const isOneClick = /^List-Unsubscribe=One-Click$/i.test(listUnsubscribePost?.trim() ?? '');
  const hasHttps = /<https:\/\/[^>]+>/i.test(listUnsubscribe ?? '');
  if (isOneClick && hasHttps) return well('unsubscribe', 'It can be unsubscribed from with one click.');
  if (isBulk === undefined && listUnsubscribe === null) {
    return unknown(
      'unsubscribe',
      'Whether it is a mailing is not stored with it; Email Marketing writes the way to unsubscribe when it sends.',
    );
  }
  if (isBulk === false) return well('unsubscribe', 'It is no mailing, so nobody asks for a way to unsubscribe.');
  const mend =
    'Send mailings with Email Marketing, which writes List-Unsubscribe and List-Unsubscribe-Post (RFC 8058); web.base.url has to begin with https.';
  if (listUnsubscribe === null || listUnsubscribe.trim() === '') {
    return lost(
      'unsubscribe',
      1,
      'It is a mailing without List-Unsubscribe; Gmail and Yahoo ask bulk senders for it.',
      mend,
    );
  }
  return lost(
    'unsubscribe',
    0.5,
    'Unsubscribing takes more than one click: Gmail and Yahoo want List-Unsubscribe-Post and an https address.',
    mend,
  );
};

export const judgeLinks = ({ links }: Pick<MessageTraits, 'links'>): Mark => {
  const hosts = links.map(hostOf).filter((host) => host !== undefined);
  const short = [...new Set(hosts.filter((host) => shorteners.has(host.replace(/^www\./, ''))))];
  if (short.length > 0) {
    return lost(
      'links',
      1,
      `It has shortened links (${short.join(', ')}).`,
      'Link to where it leads; Odoo counts clicks with links of its own domain.',
    );
  }
  const numeric = hosts.find((host) => /^\[|^\d+(?:\.\d+){3}$/.test(host));
  if (numeric !== undefined) {
    return lost('links', 0.5, `It links to the bare address ${numeric}.`, 'Set web.base.url to a name.');
  }
  const local = hosts.find((host) => host === 'localhost' || host.endsWith('.local'));
  return local === undefined
    ? well('links', links.length === 0 ? 'It has no links.' : 'Its links name where they lead.')
    : lost(
        'links',
        0.5,
        `It links to ${local}, which nobody else can open.`,
        'Set web.base.url to the name by which others reach Odoo.',
      );
};

const hostOf = (link: string): string | undefined => {
  const url = URL.parse(link);
  return url === null || !/^https?:$/.test(url.protocol) ? undefined : url.hostname.toLowerCase();
};

/** Words that a message of pictures should have beside each, so that it is none of pictures alone (SpamAssassin's HTML_IMAGE_ONLY and HTML_IMAGE_RATIO). */
const wordsPerImage = 40;

export const judgeImages = ({
  images,
  visibleText,
  html,
}: Pick<MessageTraits, 'images' | 'visibleText' | 'html'>): Mark => {
  if (html === null || images === 0) return well('images', 'It has no pictures.');
  if (visibleText < 20) {
    return lost('images', 1, 'It is made of pictures, with hardly a word.', 'Write as text what the pictures say.');
  }
  return visibleText < Math.min(images, 10) * wordsPerImage
    ? lost('images', 0.4, 'It has many pictures for few words.', 'Write more of it as text.')
    : well('images', 'Its words outweigh its pictures.');
};

export interface SpamRule {
  readonly name: string;
  readonly points: number;
}

/** Rules about what has a mark of its own here: a loss is counted once. */
const judgedElsewhere =
  /^(?:HTML_IMAGE_(?:ONLY|RATIO)|MIME_HTML_ONLY|SHORT_|URI_SHORT|SUBJ_ALL_CAPS|MISSING_(?:MID|DATE|SUBJECT|FROM)|INVALID_(?:DATE|MSGID)|DATE_IN_FUTURE|SPF_|DKIM_|DMARC_|RDNS_|HELO_|RCVD_IN_|URIBL_)/;

/** SpamAssassin's verdict; a sentence where there is none. As mail-tester counts, a point of its is a point less. */
export const judgeSpamAssassin = (
  verdict: { readonly score: number; readonly rules: readonly SpamRule[] } | string,
): Mark => {
  if (typeof verdict === 'string') return unknown('spamassassin', verdict);
  const { score, rules } = verdict;
  const elsewhere = rules.filter(({ name, points }) => points > 0 && judgedElsewhere.test(name));
  const rest = rules.filter(({ name, points }) => points > 0 && !judgedElsewhere.test(name));
  const counted = Math.round((score - elsewhere.reduce((sum, { points }) => sum + points, 0)) * 10) / 10;
  const given = `SpamAssassin gives it ${score} points; from 5 on it is spam to most.`;
  if (counted <= 0) return well('spamassassin', given);
  const names = rest.map(({ name, points }) => `${name} (${points})`).join(', ');
  return lost('spamassassin', Math.min(counted, 10), given, `Its rules, without what is counted above: ${names}.`);
};
