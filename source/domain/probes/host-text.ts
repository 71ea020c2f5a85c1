/** A mail address in the place of a server: its domain is the server's name only where it begins like one. */
const serverLabel = /^(?:smtp|mail|relay|out|mx|email|submission|post|in-v3)[a-z0-9-]*\./i;
const quotes = /["'“”„‘’«»<>`]/g;
/** `::1`, `[::1]`, `[::1]:25`. */
export const address6 = /^\[?([0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*(?:%[\w.]+)?)\]?(?::(\d+))?$/i;

/** What is left of a text in the place of a host name, and what was taken off. */
interface HostText {
  readonly text: string;
  readonly clauses: readonly string[];
  readonly port: number | undefined;
  /** Several names are meant, or a mail address: nobody can tell which is the server. */
  readonly isAmbiguous: boolean;
}

type Step = (text: string) => Partial<HostText> & Pick<HostText, 'clauses'>;

const say = (clause: string, text?: string): ReturnType<Step> =>
  text === undefined ? { clauses: [clause] } : { clauses: [clause], text };
const silent = { clauses: [] } as const;

const readInvisible: Step = (text) => {
  const invisible = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
  const [first] = text.match(invisible) ?? [];
  if (first === undefined) return silent;
  const code = (first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return say(`holds an invisible character (U+${code})`, text.replace(invisible, ''));
};

const readEnds: Step = (text) => {
  const trimmed = text.trim();
  if (trimmed === text) return silent;
  const ends = [/^\s/.test(text) ? 'begins' : '', /\s$/.test(text) ? 'ends' : ''].filter((end) => end !== '');
  return say(`${ends.join(' and ')} with a blank`, trimmed);
};

const readLists: Step = (text) => {
  if (!/[\s,;|]/.test(text)) return silent;
  const [first = '', ...rest] = text.split(/[\s,;|]+/).filter((word) => word !== '');
  const [port] = rest;
  if (port === undefined) return say(`holds ${nameSeparator(text)}`, first);
  if (rest.length === 1 && /^\d{1,5}$/.test(port))
    return { ...say(`holds a port (${port})`, first), port: Number(port) };
  const words = [first, ...rest];
  if (words.every((word) => /[^.]\.[^.]/.test(word))) {
    return { ...say(`holds ${words.length} names, and Odoo takes one`, first), isAmbiguous: true };
  }
  // `smtp. acme.com` and `smtp,acme.com` are one name that was torn or mistyped; in others no word is the likelier one.
  const joined = text.replace(/\s/g, '').replace(/[,;|]/g, '.');
  const isTorn = /\.\s|\s\.|^[^\s]*$/.test(text);
  return { ...say(`holds ${nameSeparator(text)}`, joined), isAmbiguous: !isTorn };
};

const nameSeparator = (text: string): string => {
  const [sign] = text.match(/[;|]/) ?? [];
  if (/\s/.test(text)) return 'a blank';
  return sign === undefined || text.includes(',') ? 'a comma' : `“${sign}”`;
};

/** As Postfix has it in relayhost, to look up no MX: `[smtp.acme.com]:587`. */
const readBrackets: Step = (text) => {
  const [, name, port = ''] = /^\[([^[\]:]+)\](:\d*)?$/.exec(text) ?? [];
  return name === undefined ? silent : say('stands in brackets', `${name}${port}`);
};

const readQuotes: Step = (text) =>
  text.search(quotes) < 0 ? silent : say('stands in quotation marks', text.replace(quotes, ''));

const readScheme: Step = (text) => {
  const [scheme] = text.match(/^[a-z][a-z0-9+.-]*:\/\/+/i) ?? [];
  return scheme === undefined ? silent : say(`begins with “${scheme}”`, text.slice(scheme.length));
};

const readPath: Step = (text) => {
  const [name = '', ...rest] = text.split(/[/?#\\]/);
  if (rest.length === 0) return silent;
  return name === '' ? say('holds a “/”') : say(`holds “${text.slice(name.length)}”`, name);
};

const readUser: Step = (text) => {
  const domain = text.slice(text.lastIndexOf('@') + 1);
  if (!text.includes('@')) return silent;
  const isServer = text.startsWith('@') || serverLabel.test(domain);
  return { ...say('holds an “@”: that is a mail address or a login', domain), isAmbiguous: !isServer };
};

const readPort: Step = (text) => {
  const six = address6.exec(text);
  if (six !== null) {
    const [, address = '', port] = six;
    const inBrackets = text.startsWith('[') ? ['stands in brackets'] : [];
    return port === undefined
      ? { clauses: inBrackets, text: address }
      : { clauses: [...inBrackets, `holds a port (${port})`], text: address, port: Number(port) };
  }
  const [, name = '', port] = /^([^:]*):(\d*)$/.exec(text) ?? [];
  if (port === undefined) return silent;
  return port === ''
    ? say('ends with a “:”', name)
    : { clauses: [`holds a port (${port})`], text: name, port: Number(port) };
};

const readDots: Step = (text) => {
  const cleaned = text.replace(/^\.+/, '').replace(/\.{2,}/g, '.');
  return cleaned === text ? silent : say('holds a dot with nothing before it', cleaned);
};

/** In this order: what stands around a name is taken off before it is looked at. */
const steps: readonly Step[] = [
  readInvisible,
  readEnds,
  readQuotes,
  readScheme,
  readUser,
  readPath,
  readLists,
  readBrackets,
  readPort,
  readDots,
];

/** Takes off what stands around a name, and says of each what it was. */
export const readHostText = (host: string): HostText => {
  let read: HostText = { text: host, clauses: [], port: undefined, isAmbiguous: false };
  for (const step of steps) {
    const found = step(read.text);
    read = { ...read, ...found, clauses: [...read.clauses, ...found.clauses] };
  }
  return read;
};
