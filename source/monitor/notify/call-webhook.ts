import type { NotifierSetting } from '../config/config.ts';
import { type AlertMessage, messageDocument } from './message.ts';

type Webhook = Extract<NotifierSetting, { kind: 'webhook' }>;

/**
 * Posts the message. The address never stands in an error.
 * @throws when no answer came in time, or one that is no success.
 */
export const callWebhook = async ({ url, format, timeoutMs }: Webhook, message: AlertMessage): Promise<void> => {
  const response = await post(url.reveal(), { format, timeoutMs }, message);
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
};

const post = async (
  url: string,
  { format, timeoutMs }: Pick<Webhook, 'format' | 'timeoutMs'>,
  message: AlertMessage,
): Promise<Response> => {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'odoo-mail-doctor' },
      body: JSON.stringify(webhookBody(format, message)),
      // Elsewhere the address, which is a secret, would be repeated.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw new Error(
      isLate
        ? `the webhook did not answer within ${timeoutMs / 1_000} s`
        : `the webhook was not reached: ${reasonOf(error)}`,
    );
  }
};

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'the connection failed';
};

/**
 * Slack: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. Teams: a workflow that takes an Adaptive
 * Card (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using).
 */
export const webhookBody = (format: Webhook['format'], message: AlertMessage): object => {
  const { title, paragraphs } = message;
  switch (format) {
    case 'json':
      return messageDocument(message);
    case 'slack':
      return { text: [`*${escapeSlack(title)}*`, ...paragraphs.map(escapeSlack)].join('\n\n') };
    case 'teams':
      return {
        type: 'message',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: {
              $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
              type: 'AdaptiveCard',
              version: '1.4',
              body: [
                { type: 'TextBlock', text: title, weight: 'Bolder', wrap: true },
                ...paragraphs.map((text) => ({ type: 'TextBlock', text, wrap: true })),
              ],
            },
          },
        ],
      };
  }
};

/** https://docs.slack.dev/messaging/formatting-message-text, "Escaping text". */
const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
