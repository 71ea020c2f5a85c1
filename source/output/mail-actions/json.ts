import type { CancelPreview } from '../../changes/cancel/plan-cancel.ts';
import type { PurgePreview } from '../../changes/purge/purge-preview.ts';
import type { ApplyResult, NotDone } from '../../changes/result.ts';
import type { DirectRetry } from '../../changes/retry/direct/retry-directly.ts';
import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import type { RetryPreview } from '../../changes/retry/retry-preview.ts';
import type { TargetDocument } from '../target-document.ts';
import { failuresAgain } from '../tell/tell-outcomes.ts';
import { type MailActionPreview, setAsideLine } from './preview-lines.ts';

export interface MailActionReport {
  readonly target: TargetDocument;
  readonly shown: MailActionPreview;
  /** Undefined: only previewed, or there was nothing to do. */
  readonly result: ApplyResult | undefined;
  /** Undefined: the queue sends, if anything does. */
  readonly sending: DirectRetry['sending'];
  readonly outcomes: Outcomes | undefined;
}

/** `retry`, `cancel` and `purge` with `--format json`. */
export const mailActionDocument = ({ target, shown, result, sending, outcomes }: MailActionReport) => {
  const { plan } = shown.preview;
  return {
    schema: 1,
    target,
    action: shown.action,
    preview: {
      ...previewDocument(shown),
      warnings: plan?.warnings ?? [],
      irreversible: plan?.irreversible ?? [],
    },
    result: result === undefined ? null : resultDocument(result),
    ...(sending === undefined ? {} : { sending: sendingDocument(sending) }),
    ...(outcomes === undefined ? {} : { outcomes: outcomesDocument(outcomes) }),
  };
};

const previewDocument = (shown: MailActionPreview) => {
  switch (shown.action) {
    case 'retry':
      return retryDocument(shown.preview);
    case 'cancel':
      return cancelDocument(shown.preview);
    case 'purge':
      return purgeDocument(shown.preview);
  }
};

export const cancelDocument = ({ asked, ids, others, envelopes }: CancelPreview) => ({ asked, ids, others, envelopes });

export const purgeDocument = ({ asked, ids, others, held, later, messages, files }: PurgePreview) => ({
  asked,
  ids,
  others,
  held,
  later,
  messages,
  files,
});

export const retryDocument = ({
  asked,
  ids,
  setAside,
  servedRecipients,
  handshakes,
  alarm,
  waking,
  held,
  byQueue,
  slots,
}: RetryPreview) => ({
  asked,
  ids,
  setAside: setAside.map((group) => ({
    reason: group.reason,
    count: group.ids.length,
    ids: group.ids,
    class: group.class,
    until: group.until?.toISOString() ?? null,
    summary: setAsideLine(group),
  })),
  servedRecipients,
  handshakes,
  alarm,
  waking,
  held,
  ...(byQueue === undefined ? {} : { byQueue }),
  slots: slots.map(({ at, mails }) => ({ at: at?.toISOString() ?? null, mails })),
});

const resultDocument = (result: ApplyResult) =>
  result.kind === 'not-done' ? mailActionNotDoneDocument(result) : doneDocument(result);

export const mailActionNotDoneDocument = ({ kind, why, message, tryThis }: NotDone) => ({
  kind,
  why,
  message,
  tryThis: tryThis ?? null,
});

export const doneDocument = ({ kind, entry, rows, skipped }: Exclude<ApplyResult, NotDone>) => ({
  kind,
  entry: entry.id,
  rows,
  changed: entry.changed,
  left: entry.left,
  skipped,
});

export const sendingDocument = ({ way, end, notTried, rest, later, byQueue }: NonNullable<DirectRetry['sending']>) => ({
  way,
  end,
  notTried,
  rest,
  later,
  ...(byQueue === undefined ? {} : { byQueue }),
});

export const outcomesDocument = ({ sent, failed, others, gone, waiting }: Outcomes) => ({
  sent,
  failed: failed.map(({ id }) => id),
  failures: failuresAgain(failed),
  others,
  gone,
  waiting,
});
