import type { PanelLine } from '../../../components/panel.tsx';
import { namedKeys } from '../../../keys/named-keys.ts';
import type { TestPreview } from '../source.ts';

export const testTitle = (mailId: number): string => `A test as mail ${mailId} would go`;

export const askToSendTest = `Press ${namedKeys.yes} to send it, once.`;

/** What stands in the address dialog, above its field. */
export const addressLines: readonly PanelLine[] = [
  { text: 'One real message, on the way that Odoo would choose for this mail: its server, From and envelope.' },
  { text: "Its subject begins with [Test]; the mail's text and attachments stay here, and the mail stays as it is." },
  { text: 'You see it before it goes.', look: 'quiet' },
];

/** What would be sent, and what is not as sure as it looks. */
export const testLines = ({ told: { sentence, details } }: TestPreview): readonly PanelLine[] => [
  { text: sentence },
  { text: '' },
  ...details.map(({ status, words }) => ({ text: words, ...(status === 'warn' ? { status } : {}) })),
  { text: '' },
  { text: 'A message that was sent cannot be called back.', look: 'quiet' },
];
