/** Servers whose codes mean something of their own, so that one code can be read two ways. */
export type ReplyingServer =
  | 'google'
  | 'microsoft'
  | 'yahoo'
  | 'apple'
  | 'zoho'
  | 'ionos'
  | 'tencent'
  | 'amazon'
  | 'mailgun'
  | 'sendgrid';

interface VoiceSigns {
  readonly voice: ReplyingServer;
  /** Host names that speak with this voice, without a leading dot. */
  readonly hosts: readonly string[];
  /** What only this server says, in lower case. */
  readonly words: RegExp;
}

const voices: readonly VoiceSigns[] = [
  {
    voice: 'google',
    hosts: ['google.com', 'googlemail.com', 'gmail.com'],
    words: /gsmtp|\b(?:support|mail)\.google\.com|\bgmail\b|l\.google\.com/,
  },
  {
    voice: 'microsoft',
    hosts: ['office365.com', 'outlook.com', 'hotmail.com', 'live.com', 'office.com', 'office365.us', 'outlook.cn'],
    words:
      /outlook\.com|office365|office\.com|aka\.ms|\bhotmail\b|postmaster\.live\.com|microsoft|storedrv|resolver\.(?:adr|rst)|\(as\d{3,}|\bas\(\d{3,}|\(s\d{3,}\)|\[[a-z0-9]{6,}\.[a-z0-9-]+\.prod\b/,
  },
  { voice: 'yahoo', hosts: ['yahoo.com', 'yahoodns.net', 'aol.com', 'yahooinc.com'], words: /\byahoo|\baol\.com/ },
  { voice: 'apple', hosts: ['me.com', 'icloud.com', 'apple.com'], words: /icloud|support\.apple\.com|\.me\.com/ },
  {
    voice: 'zoho',
    hosts: ['zoho.com', 'zoho.eu', 'zoho.in', 'zoho.com.au', 'zoho.jp', 'zohocloud.ca', 'zoho.sa', 'zeptomail.com'],
    words: /\bzoho|zeptomail/,
  },
  {
    voice: 'ionos',
    hosts: [
      'ionos.com',
      'ionos.de',
      'ionos.fr',
      'ionos.es',
      'ionos.co.uk',
      '1und1.de',
      '1and1.com',
      'kundenserver.de',
      'gmx.net',
      'gmx.com',
      'web.de',
      'mail.com',
    ],
    words: /\bionos\b|kundenserver|nemesis esmtp|postmaster\.(?:gmx|web|mail|1and1)\b/,
  },
  { voice: 'tencent', hosts: ['qq.com', 'exmail.qq.com'], words: /\bqq\.com/ },
  { voice: 'amazon', hosts: ['amazonaws.com', 'amazonses.com'], words: /amazonses|amazonaws|\bses\b/ },
  { voice: 'mailgun', hosts: ['mailgun.org', 'mailgun.net'], words: /mailgun/ },
  { voice: 'sendgrid', hosts: ['sendgrid.net', 'sendgrid.com'], words: /sendgrid/ },
];

const speaksAt = (host: string, known: string): boolean => host === known || host.endsWith(`.${known}`);

/**
 * Everyone who may be speaking: the relay's own host, and whoever the words give away (a relay passes on what the
 * recipient's server said).
 */
export const recogniseServers = (words: string, host: string | undefined): ReadonlySet<ReplyingServer> => {
  const name = host?.toLowerCase().replace(/\.$/, '');
  const heard = voices.filter(
    (signs) => signs.words.test(words) || (name !== undefined && signs.hosts.some((known) => speaksAt(name, known))),
  );
  return new Set(heard.map((signs) => signs.voice));
};

/** What the first of these voices has of its own; undefined where none of them has. */
export const pickByServer = <Own>(
  own: Readonly<Partial<Record<ReplyingServer, Own>>> | undefined,
  heard: ReadonlySet<ReplyingServer>,
): Own | undefined => {
  for (const voice of heard) {
    const picked = own?.[voice];
    if (picked !== undefined) return picked;
  }
  return undefined;
};
