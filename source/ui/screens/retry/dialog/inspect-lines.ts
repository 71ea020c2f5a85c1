import type { MailAttachment } from '../../../../domain/mail/mail-attachment.ts';
import { type MailRecipient, wasServed } from '../../../../domain/mail/mail-recipient.ts';
import { nameState } from '../../../../domain/mail/mail-state.ts';
import { titleOf } from '../../../../domain/replies/title.ts';
import { countOf, formatCount } from '../../../../domain/wording/count.ts';
import { formatAge, formatClock } from '../../../../domain/wording/duration.ts';
import type { PanelLine } from '../../../components/panel.tsx';
import { section } from '../../../components/panel-section.ts';
import type { MailStory } from '../source.ts';

/** The beginning of a text is enough to know a mail by, and no frame has to break more of it into lines. */
const mostLines = 40;
const mostCharacters = 8_000;

/** A mail's whole story: what it is, why it failed and what helps, who has it already, how it will go out. */
export const inspectLines = (story: MailStory, now: Date): readonly PanelLine[] => [
  ...section('', describeMail(story, now)),
  ...section('Why it failed', describeFailure(story)),
  ...section('Recipients', describeRecipients(story)),
  ...section(
    'How Odoo will send it',
    story.route.map((text) => ({ text })),
  ),
  ...section('Attachments', story.attachments.map(describeAttachment)),
  ...section('History', describeHistory(story, now)),
  ...section('Text', describeText(story)),
  ...section('Headers', describeHeaders(story)),
];

const describeMail = ({ mail }: MailStory, now: Date): readonly PanelLine[] => [
  { text: `Subject  ${mail.subject ?? '(none)'}` },
  { text: `From     ${mail.from ?? '(none)'}` },
  ...(mail.to === null || mail.to === '' ? [] : [{ text: `To       ${mail.to}` }]),
  ...(mail.cc === null || mail.cc === '' ? [] : [{ text: `Cc       ${mail.cc}` }]),
  // Without a sign, which would move it out of the column: what is bad about it stands below.
  { text: `State    ${nameState(mail.state)}, ${formatAge(mail.date, now)} old` },
  ...(mail.schedule.kind === 'at-once'
    ? []
    : [
        {
          text: `Held     ${mail.schedule.kind === 'text' ? mail.schedule.text : `until ${formatClock(mail.schedule.at, now)}`}`,
        },
      ]),
  ...(mail.document === null ? [] : [{ text: `Document ${mail.document.model}, ${mail.document.id}` }]),
];

const describeFailure = ({ mail: { failureReason }, failure }: MailStory): readonly PanelLine[] => {
  if (failure === undefined) return [];
  const { class: failureClass, advice, owner } = failure;
  return [
    { status: 'fail', text: `${titleOf(failureClass)}  [${failureClass}]  to be mended by: ${owner}` },
    { text: advice },
    { text: failureReason === null || failureReason === '' ? '(Odoo stored no reason)' : failureReason, look: 'quiet' },
  ];
};

const describeRecipients = ({ recipients }: MailStory): readonly PanelLine[] => recipients.map(describeRecipient);

const describeRecipient = (recipient: MailRecipient): PanelLine => {
  const { name, address, normalizedAddress, archived, addressed, notification } = recipient;
  const who = `${name ?? ''} <${address ?? 'no address'}>${archived ? ', archived' : ''}`.trim();
  if (wasServed(recipient))
    return { status: 'ok', text: `${who}: has it already${addressed ? '' : ' (taken off this mail)'}` };
  if (!normalizedAddress) return { status: 'fail', text: `${who}: no usable address` };
  if (notification?.failureReason)
    return { status: 'fail', text: `${who}: ${notification.failureReason.split('\n')[0]}` };
  return { status: 'skipped', text: `${who}: ${notification?.status ?? 'not told'}` };
};

const describeAttachment = ({ name, mimeType, size, content }: MailAttachment): PanelLine => ({
  ...(content.kind === 'empty' ? { status: 'fail' as const } : {}),
  text: `${name}  ${mimeType ?? ''}  ${size === null ? '' : `${formatCount(Math.ceil(size / 1024))} kB`}${content.kind === 'empty' ? '  (no content)' : ''}`,
});

const describeHistory = ({ mail, attempts }: MailStory, now: Date): readonly PanelLine[] => [
  ...(mail.createdAt === null ? [] : [{ text: `queued ${formatClock(mail.createdAt, now)}` }]),
  ...(mail.changedAt === null ? [] : [{ text: `${nameState(mail.state)} since ${formatClock(mail.changedAt, now)}` }]),
  ...attempts
    .filter(({ id }) => id !== mail.id)
    .map(({ id, state, changedAt }) => ({
      text: `mail ${id} of the same message: ${nameState(state)}${changedAt === null ? '' : `, ${formatClock(changedAt, now)}`}`,
    })),
];

const describeText = ({ text }: MailStory): readonly PanelLine[] => {
  if (text === '') return [];
  const shown = text.slice(0, mostCharacters).split('\n').slice(0, mostLines);
  const more = text.length - shown.join('\n').length;
  return [
    ...shown.map((line) => ({ text: line })),
    ...(more > 0 ? [{ text: `and ${countOf(more, 'more character')}`, look: 'quiet' as const }] : []),
  ];
};

const describeHeaders = ({ content }: MailStory): readonly PanelLine[] =>
  [
    ['Message-ID', content?.messageIdHeader],
    ['Reply-To', content?.replyTo],
    ['References', content?.references],
    ['other', content?.headers],
  ].flatMap(([name, value]) => (value ? [{ text: `${name}: ${value}`, look: 'quiet' as const }] : []));
