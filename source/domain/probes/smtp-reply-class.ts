import { type ClassifiedReply, classifyReply } from '../replies/classify.ts';
import type { SmtpReply, SmtpStage } from './smtp-report.ts';

const stages = {
  resolve: 'connect',
  connect: 'connect',
  greeting: 'greeting',
  ehlo: 'ehlo',
  starttls: 'starttls',
  tls: 'starttls',
  'ehlo-after-tls': 'ehlo',
  auth: 'auth',
  mail: 'mail',
  rcpt: 'rcpt',
  reset: 'mail',
  quit: 'data',
} as const satisfies Readonly<Record<SmtpStage, string>>;

/** What a reply of a live session means, on that host. */
export const classifySmtpReply = ({ code, enhanced, text, stage }: SmtpReply, host: string): ClassifiedReply =>
  classifyReply({ code, text, host, stage: stages[stage], ...(enhanced === undefined ? {} : { enhanced }) });
