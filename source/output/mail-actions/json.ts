import type { ApplyResult } from '../../changes/result.ts';
import type { DirectRetry } from '../../changes/retry/direct/retry-directly.ts';
import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import type { RetryPreview } from '../../changes/retry/preview.ts';
import type { TargetDocument } from '../target-document.ts';
import { type MailActionPreview, setAsideLine } from './preview-lines.ts';
import { failuresAgain } from './result-lines.ts';

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
    case 'cancel': {
      const { asked, ids, others, envelopes } = shown.preview;
      return { asked, ids, others, envelopes };
    }
    case 'purge': {
      const { asked, ids, others, held, later, messages, files } = shown.preview;
      return { asked, ids, others, held, later, messages, files };
    }
  }
};

const retryDocument = ({
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
  result.kind === 'not-done'
    ? { kind: result.kind, why: result.why, message: result.message, tryThis: result.tryThis ?? null }
    : {
        kind: result.kind,
        entry: result.entry.id,
        rows: result.rows,
        changed: result.entry.changed,
        left: result.entry.left,
        skipped: result.skipped,
      };

const sendingDocument = ({ way, end, notTried, rest, later, byQueue }: NonNullable<DirectRetry['sending']>) => ({
  way,
  end,
  notTried,
  rest,
  later,
  ...(byQueue === undefined ? {} : { byQueue }),
});

const outcomesDocument = ({ sent, failed, others, waiting }: Outcomes) => ({
  sent,
  failed: failed.map(({ id }) => id),
  failures: failuresAgain(failed),
  others,
  waiting,
});
