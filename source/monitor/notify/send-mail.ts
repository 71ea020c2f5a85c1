import { createTransport } from 'nodemailer';
import type { MailRoute, NotifierSetting } from '../config/config.ts';
import { type AlertMessage, messageDocument } from './message.ts';

const stepTimeoutMs = 15_000;

/**
 * One mail, through the first server that takes it: those that the sick Odoo itself sends through are tried last.
 * @throws what the last of them said, in a sentence.
 */
export const sendMail = async (
  { from, to, servers }: Extract<NotifierSetting, { kind: 'mail' }>,
  message: AlertMessage,
  sickHosts: readonly string[],
): Promise<void> => {
  const failures: string[] = [];
  for (const route of orderRoutes(servers, sickHosts)) {
    try {
      await sendThrough(route, { from, to }, message);
      return;
    } catch (error) {
      failures.push(`${route.host}, port ${route.port}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`no mail server took it: ${failures.join('; ')}`);
};

/** A mail about a server that does not send had better not go through it. */
export const orderRoutes = (servers: readonly MailRoute[], sickHosts: readonly string[]): readonly MailRoute[] => [
  ...servers.filter(({ host }) => !sickHosts.includes(host)),
  ...servers.filter(({ host }) => sickHosts.includes(host)),
];

const sendThrough = async (
  { host, port, secure, requireTls, user, password }: MailRoute,
  { from, to }: { readonly from: string; readonly to: readonly string[] },
  { title, paragraphs, events }: AlertMessage,
): Promise<void> => {
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
    await transport.sendMail({
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
  } finally {
    transport.close();
  }
};
