import { createTransport } from 'nodemailer';
import type { MailRoute, NotifierSetting } from '../config/config.ts';
import { type AlertMessage, messageDocument } from './message.ts';

const stepTimeoutMs = 15_000;

/**
 * One mail to each, through the first server that takes it: those that the sick Odoo itself sends through are tried last.
 * @returns whom no server took it for while one took it for others, with what the servers said; undefined when all were
 * reached.
 * @throws what each of them said, in a sentence, when nobody was.
 */
export const sendMail = async (
  { from, to, servers }: Extract<NotifierSetting, { kind: 'mail' }>,
  message: AlertMessage,
  sickHosts: readonly string[],
): Promise<string | undefined> => {
  const failures: string[] = [];
  let left = to;
  for (const route of orderRoutes(servers, sickHosts)) {
    const at = `${route.host}, port ${route.port}`;
    try {
      const refused = await sendThrough(route, { from, to: left }, message);
      if (refused.length === 0) return undefined;
      left = refused.map(({ address }) => address);
      failures.push(...refused.map(({ address, words }) => `${address} at ${at}: ${words}`));
    } catch (error) {
      failures.push(`${at}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (left.length === to.length) throw new Error(`no mail server took it: ${failures.join('; ')}`);
  return `no mail server took it for ${left.join(', ')}: ${failures.join('; ')}`;
};

/** A mail about a server that does not send had better not go through it. */
export const orderRoutes = (servers: readonly MailRoute[], sickHosts: readonly string[]): readonly MailRoute[] => [
  ...servers.filter(({ host }) => !sickHosts.includes(host)),
  ...servers.filter(({ host }) => sickHosts.includes(host)),
];

interface RefusedRecipient {
  readonly address: string;
  /** What the server said to it. */
  readonly words: string;
}

/** @returns the recipients that were refused while others were taken. @throws when none was. */
const sendThrough = async (
  { host, port, secure, requireTls, user, password }: MailRoute,
  { from, to }: { readonly from: string; readonly to: readonly string[] },
  { title, paragraphs, events }: AlertMessage,
): Promise<readonly RefusedRecipient[]> => {
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: requireTls,
    // Without a login there is no secret to protect, and local relays sign their certificates themselves.
    tls: { rejectUnauthorized: user !== undefined },
    connectionTimeout: stepTimeoutMs,
    greetingTimeout: stepTimeoutMs,
    socketTimeout: stepTimeoutMs,
    ...(user === undefined || password === undefined ? {} : { auth: { user, pass: password.reveal() } }),
  });
  try {
    const { rejected, rejectedErrors = [] } = await transport.sendMail({
      from,
      to: [...to],
      subject: title,
      text: `${paragraphs.join('\n\n')}\n\n-- \nodoo-mail-doctor monitor\n`,
      // The same on a second try, so that a mailbox can tell: RFC 5322 §3.6.4.
      messageId: `<${events[0]?.id ?? 'none'}@odoo-mail-doctor.invalid>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Odoo-Mail-Doctor': JSON.stringify(
          messageDocument({ title, paragraphs, events }).events.map(({ rule, kind }) => `${rule} ${kind}`),
        ).slice(0, 800),
      },
    });
    return rejected.map((address, index) => ({
      address,
      words: rejectedErrors[index]?.message ?? 'refused',
    }));
  } finally {
    transport.close();
  }
};
