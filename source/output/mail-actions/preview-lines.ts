import type { CancelPreview } from '../../changes/cancel/plan-cancel.ts';
import type { PurgePreview } from '../../changes/purge/purge-preview.ts';
import { describeSetAside } from '../../changes/retry/describe-set-aside.ts';
import type { RetryPreview, TriedWay, Waking } from '../../changes/retry/retry-preview.ts';
import { isIncludable, type SetAside, type SetAsideReason } from '../../changes/retry/set-aside.ts';
import type { Plan } from '../../domain/change/plan.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';

/** A preview of any of the three, told apart by what it does. */
export type MailActionPreview =
  | { readonly action: 'retry'; readonly preview: RetryPreview }
  | { readonly action: 'cancel'; readonly preview: CancelPreview }
  | { readonly action: 'purge'; readonly preview: PurgePreview };

/** What would be done, why not more, and what to know before saying yes; a sentence a line. */
export const previewLines = (shown: MailActionPreview, ascii: boolean): readonly string[] => {
  const signs = chooseSigns(ascii);
  return [
    ...headLines(shown, ascii),
    ...(shown.preview.plan === undefined ? [] : planLines(shown.preview.plan, alarmOf(shown), signs.warn)),
  ];
};

/** What stands first is not said again below. */
const alarmOf = (shown: MailActionPreview): string | null => (shown.action === 'retry' ? shown.preview.alarm : null);

const headLines = (shown: MailActionPreview, ascii: boolean): readonly string[] => {
  switch (shown.action) {
    case 'retry':
      return retryLines(shown.preview, ascii);
    case 'cancel':
      return cancelLines(shown.preview);
    case 'purge':
      return purgeLines(shown.preview);
  }
};

const retryLines = (
  { alarm, objection, asked, ids, setAside, handshakes, slots, waking, byQueue }: RetryPreview,
  ascii: boolean,
): readonly string[] => [
  ...(alarm === null || ids.length === 0 ? [] : [`${chooseSigns(ascii).fail} ${alarm}`]),
  ...(objection === null || ids.length === 0 ? [] : [`  ${objection.tryThis}`]),
  asked === 0
    ? 'No failed mail matches.'
    : `${formatCount(ids.length)} of ${countOf(asked, 'mail')} can be sent again.`,
  ...setAside.map((group) => `  ${chooseSigns(ascii).skipped} ${setAsideLine(group)}`),
  ...handshakes.map((way) => `  ${wayLine(way, ascii)}`),
  ...(ids.length === 0 ? [] : sendingWay(waking, ids.length - (byQueue?.ids.length ?? 0), ids.length)),
  ...(slots.length > 1 ? [`  They leave in ${countOf(slots.length, 'batch', 'batches')}, the first at once.`] : []),
];

/** `297 mails: will fail again …: password refused (--force sends them all the same).` */
export const setAsideLine = (group: SetAside): string =>
  `${countOf(group.ids.length, 'mail')}: ${describeSetAside(group)}${includeHint(group.reason)}.`;

const includeHint = (reason: SetAsideReason): string => {
  if (!isIncludable(reason)) return '';
  return reason === 'cause-remains' ? ' (--force sends them all the same)' : ` (--include ${reason} takes them in)`;
};

const sendingWay = (waking: Waking, direct: number, all: number): readonly string[] => {
  switch (waking.kind) {
    case 'bypassed':
      return [`  Odoo sends ${direct === all ? 'them' : `${formatCount(direct)} of them`} at once, ${waking.way}.`];
    case 'woken':
      return ['  Odoo sends them by waking the queue.'];
    case 'asleep':
      return [];
  }
};

const wayLine = ({ server, envelopeFrom, mails, verdict, standing }: TriedWay, ascii: boolean): string => {
  const signs = chooseSigns(ascii);
  const who = `${server} as ${envelopeFrom} (${countOf(mails, 'mail')})`;
  switch (verdict.kind) {
    case 'ready':
      if (standing !== null) return `${signs.warn} ${who}: lets us in, but ${standing}.`;
      return `${signs.ok} ${who}: tried just now, and welcome.`;
    case 'fails':
      return `${signs.fail} ${who}: ${verdict.title}. ${verdict.words}`;
    case 'untested':
      return `${signs.unknown} ${who}: not tested. ${verdict.why}.`;
  }
};

const cancelLines = ({ asked, ids, others }: CancelPreview): readonly string[] => [
  asked === 0 ? 'No mail matches.' : `${formatCount(ids.length)} of ${countOf(asked, 'mail')} will be cancelled.`,
  ...(others.length === 0 ? [] : [`  ${countOf(others.length, 'mail')} neither wait nor failed and stay as they are.`]),
];

const purgeLines = ({ asked, ids, others, held, messages, files }: PurgePreview): readonly string[] => [
  asked === 0
    ? 'No mail matches.'
    : `${formatCount(ids.length)} of ${countOf(asked, 'mail')} will be archived and deleted, with ${countOf(messages, 'message')} and ${countOf(files.count, 'attachment')}.`,
  ...(others.length === 0 ? [] : [`  ${countOf(others.length, 'mail')} neither failed nor are cancelled, and stay.`]),
  ...held.map(
    ({ table, ids: theirs }) => `  ${countOf(theirs.length, 'mail')} stay: rows of ${table} hold on to them.`,
  ),
];

const planLines = ({ warnings, irreversible, byHand }: Plan, alarm: string | null, sign: string): readonly string[] => [
  ...warnings.filter((words) => words !== alarm).map((words) => `  ${sign} ${words}`),
  ...irreversible.map((words) => `  ${sign} ${words}`),
  ...byHand.map(({ words }) => `  ${sign} ${words}`),
];
