import { runFed } from '../../services/host/run-fed.ts';
import type { NotifierSetting } from '../config/config.ts';
import { callWebhook } from './call-webhook.ts';
import { type AlertMessage, messageDocument } from './message.ts';
import { sendMail } from './send-mail.ts';

export interface NotifierWorld {
  /** Hosts of the mail servers of the databases that the message is about. */
  readonly sickHosts: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Tells somebody.
 * @returns who of several was not reached and why; undefined when all were.
 * @throws when nobody was, in words without a secret.
 */
export const runNotifier = async (
  notifier: NotifierSetting,
  message: AlertMessage,
  { sickHosts, signal }: NotifierWorld,
): Promise<string | undefined> => {
  switch (notifier.kind) {
    case 'mail':
      return await sendMail(notifier, message, sickHosts);
    case 'webhook':
      await callWebhook(notifier, message);
      return undefined;
    case 'command':
      await runCommand(notifier, message, signal);
      return undefined;
  }
};

const runCommand = async (
  { run: [program, ...args], timeoutMs }: Extract<NotifierSetting, { kind: 'command' }>,
  message: AlertMessage,
  signal: AbortSignal,
): Promise<void> => {
  const input = `${JSON.stringify(messageDocument(message))}\n`;
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin' };
  const ending = await runFed({ program, args, input, env, timeoutMs, signal });
  if (ending.kind === 'ended' && ending.status === 0) return;
  throw new Error(
    ending.kind === 'ended' ? `${program} ended with status ${ending.status}` : `${program}: ${ending.reason}`,
  );
};
