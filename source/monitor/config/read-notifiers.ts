import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { Secret } from '../../domain/secret.ts';
import { secondMs } from '../../lib/time-units.ts';
import type { MailRoute, NotifierSetting } from './config.ts';
import { readChoice, readLength, readText } from './read-values.ts';
import type { Placed } from './yaml-source.ts';

const defaultTimeoutMs = 10 * secondMs;

/** The ways to tell somebody. */
export const readNotifiers = (placed: Placed | undefined): readonly NotifierSetting[] => {
  if (placed === undefined) return [];
  const read = placed.items().map(readNotifier);
  for (const [index, { notifier, at }] of read.entries()) {
    if (read.findIndex((each) => each.notifier.name === notifier.name) < index)
      throw at.refuse(`there are two notifiers called '${notifier.name}'.`, 'Give one of them another name: name: …');
  }
  return read.map(({ notifier }) => notifier);
};

const readNotifier = (placed: Placed): { readonly notifier: NotifierSetting; readonly at: Placed } => {
  const entries = placed.entries(['mail', 'webhook', 'command']);
  const [kind, given] = [...entries][0] ?? [];
  if (kind === undefined || given === undefined || entries.size > 1)
    throw placed.refuse('each entry of notify holds one of mail, webhook, command.');
  if (kind === 'mail') return { notifier: readMail(given), at: given };
  return { notifier: kind === 'webhook' ? readWebhook(given) : readCommand(given), at: given };
};

const need = (placed: Placed, entries: ReadonlyMap<string, Placed>, key: string): Placed => {
  const found = entries.get(key);
  if (found === undefined) throw placed.refuse(`${placed.name} needs ${key}.`);
  return found;
};

/** An empty list would be an alert that reaches nobody and never fails. */
const someOf = (placed: Placed): readonly Placed[] => {
  const items = placed.items();
  if (items.length === 0) throw placed.refuse(`${placed.name} is an empty list.`);
  return items;
};

const nameOf = (entries: ReadonlyMap<string, Placed>, otherwise: string): string => {
  const name = entries.get('name');
  return name === undefined ? otherwise : readText(name);
};

const timeoutOf = (entries: ReadonlyMap<string, Placed>): number => {
  const timeout = entries.get('timeout');
  return timeout === undefined ? defaultTimeoutMs : readLength(timeout, secondMs);
};

const readMail = (placed: Placed): NotifierSetting => {
  const entries = placed.entries(['name', 'from', 'to', 'server', 'password-file']);
  const password = entries.get('password-file');
  const secret = password === undefined ? undefined : readSecretFile(password);
  return {
    kind: 'mail',
    name: nameOf(entries, 'mail'),
    from: readAddress(need(placed, entries, 'from')),
    to: someOf(need(placed, entries, 'to')).map(readAddress),
    servers: someOf(need(placed, entries, 'server')).map((server) => readRoute(server, secret)),
  };
};

const readAddress = (placed: Placed): string => {
  const text = readText(placed);
  if (/^[^\s@<>,]+@[^\s@<>,]+$/.test(text)) return text;
  throw placed.refuse(`${placed.name} is '${text}', which is no mail address.`);
};

const readRoute = (placed: Placed, password: Secret | undefined): MailRoute => {
  const text = readText(placed);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw placed.refuse(
      `${placed.name} is no mail server.`,
      'Write smtp://[user@]host:port, or smtps:// for TLS from the first byte on.',
    );
  }
  if (url.password !== '') {
    throw placed.refuse(
      `${placed.name} has a password in it.`,
      'Put it into a file of its own, and name that with password-file.',
    );
  }
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  if (user !== '' && password === undefined)
    throw placed.refuse(
      `${placed.name} names a user and no password.`,
      'Name the file that holds it: password-file: …',
    );
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase(),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTls: !secure && user !== '' && url.hostname !== 'localhost' && !url.hostname.startsWith('127.'),
    ...(user === '' || password === undefined ? {} : { user, password }),
  };
};

const readSecretFile = (placed: Placed): Secret => {
  const path = readText(placed);
  try {
    return new Secret(readFileSync(path, 'utf8').trim());
  } catch {
    throw placed.refuse(`the file '${path}' (${placed.name}) cannot be read.`);
  }
};

const readWebhook = (placed: Placed): NotifierSetting => {
  const entries = placed.entries(['name', 'url', 'url-file', 'format', 'timeout']);
  const inline = entries.get('url');
  const from = inline ?? need(placed, entries, 'url-file');
  const text = inline === undefined ? readSecretFile(from).reveal() : readText(inline);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw from.refuse(`${from.name} holds no web address.`, 'A webhook begins with https://.');
  }
  const format = entries.get('format');
  return {
    kind: 'webhook',
    name: nameOf(entries, 'webhook'),
    url: new Secret(url.href),
    format: format === undefined ? 'json' : readChoice(format, ['json', 'slack', 'teams']),
    timeoutMs: timeoutOf(entries),
  };
};

const readCommand = (placed: Placed): NotifierSetting => {
  const entries = placed.entries(['name', 'run', 'timeout']);
  const run = need(placed, entries, 'run');
  const [program, ...args] = run.items().map((item) => String(item.value));
  if (program === undefined || !program.startsWith('/'))
    throw run.refuse(
      `${run.name} must begin with the full path of a program.`,
      'Write run: [/path/to/program, argument].',
    );
  if (!isProgram(program)) throw run.refuse(`${run.name}: ${program} is no program that this account may start.`);
  return { kind: 'command', name: nameOf(entries, 'command'), run: [program, ...args], timeoutMs: timeoutOf(entries) };
};

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};
