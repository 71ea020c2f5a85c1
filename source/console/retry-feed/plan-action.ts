import { planCancel } from '../../changes/cancel/plan-cancel.ts';
import { type PurgeWorld, planPurge } from '../../changes/purge/plan-purge.ts';
import type { PurgePreview } from '../../changes/purge/purge-preview.ts';
import { directOptions } from '../../changes/retry/direct-options.ts';
import { planRetry, type RetryWorld } from '../../changes/retry/plan-retry.ts';
import { type RetryOptions, usualMaxAgeMs } from '../../changes/retry/retry-options.ts';
import type { RetryPreview } from '../../changes/retry/retry-preview.ts';
import { includableReasons } from '../../changes/retry/set-aside.ts';
import { parsePace } from '../../domain/change/pace.ts';
import type { Plan } from '../../domain/change/plan.ts';
import type { SendNow } from '../../domain/change/send-now.ts';
import { readTimetable } from '../../domain/change/timetable.ts';
import { tellBypass, tellRetry } from '../../output/tell/tell-retry.ts';
import { leave, leftOfCancel, leftOfPurge, leftOfRetry } from '../../output/tell/tell-set-aside.ts';
import { tellTimetable } from '../../output/tell/tell-timetable.ts';
import { namedKeys } from '../../ui/keys/named-keys.ts';
import type { ActionChoices, ActionPreview, MailAction } from '../../ui/screens/retry/source.ts';
import { planSendNow } from './plan-send-now.ts';
import { describeStatements } from './statements.ts';

/** A preview and the plan behind it. */
export interface PlannedAction {
  readonly preview: ActionPreview;
  readonly plan: Plan | undefined;
  /** How Odoo is told to send these mails; undefined: its queue does, if anything. */
  readonly sendNow?: SendNow;
  /** Mails of it that the queue sends all the same. */
  readonly byQueue?: readonly number[];
  /** What a deletion archives first. */
  readonly purge?: PurgePreview;
}

/** What planning needs of the world. */
export type MailWorld = RetryWorld &
  PurgeWorld & {
    /** Undefined: the queue is woken. */
    readonly sendNow?: SendNow;
  };

interface Cancellable {
  readonly signal: AbortSignal;
}

/** Dry runs an action on mails. Changes nothing. */
export const planAction = (
  world: MailWorld,
  action: MailAction,
  asked: { readonly ids: readonly number[]; readonly choices: ActionChoices },
  options: Cancellable,
): Promise<PlannedAction> => {
  switch (action) {
    case 'retry':
      return previewRetry(world, asked, options);
    case 'send':
      return previewSendNow(world, asked, options);
    case 'cancel':
      return previewCancel(world, asked, options);
    case 'purge':
      return previewPurge(world, asked, options);
  }
};

type Asked = Parameters<typeof planAction>[2];

const present = (
  action: MailAction,
  { choices }: Asked,
  plan: Plan | undefined,
  parts: Pick<ActionPreview, 'asked' | 'ids' | 'setAside'> & Partial<ActionPreview> & { readonly emptyTitle: string },
): PlannedAction => {
  const { emptyTitle, ...rest } = parts;
  return {
    plan,
    preview: {
      action,
      title: plan?.title ?? emptyTitle,
      choices,
      leaving: plan === undefined ? [] : tellTimetable(readTimetable(plan)),
      findings: [],
      warnings: plan?.warnings ?? [],
      irreversible: plan?.irreversible ?? [],
      maybeDelivered: 0,
      alarm: null,
      failing: 0,
      canHold: false,
      deletes: false,
      statements: plan === undefined ? [] : describeStatements(plan),
      ...rest,
    },
  };
};

const toRetryOptions = ({ include, pace, holdOthers }: ActionChoices): RetryOptions => {
  const parsed = pace === undefined ? undefined : parsePace(pace);
  return {
    include: new Set(includableReasons.filter((reason) => include.includes(reason))),
    maxAgeMs: usualMaxAgeMs,
    canary: true,
    holdOthers: holdOthers === true,
    ...(parsed === undefined ? {} : { pace: parsed }),
  };
};

const previewRetry = async (world: MailWorld, asked: Asked, options: Cancellable): Promise<PlannedAction> => {
  const { ids, choices } = asked;
  const { sendNow } = world;
  const planned = await planRetry(world, ids, { ...toRetryOptions(choices), ...directOptions(sendNow) }, options);
  const presented = present('retry', asked, planned.plan, {
    emptyTitle: 'No mail is left to send again',
    asked: planned.asked,
    ids: planned.ids,
    setAside: leftOfRetry(planned.setAside),
    findings: tellRetry(planned),
    ...presentOthers(planned),
    maybeDelivered: planned.maybeDelivered,
  });
  if (planned.waking.kind !== 'bypassed' || sendNow === undefined || planned.plan === undefined) return presented;
  return { ...presented, sendNow, byQueue: planned.byQueue?.ids ?? [] };
};

/** What waking the queue does to the mails that wait already; it stands first, and not again below. */
const presentOthers = ({ plan, alarm, waking }: RetryPreview): Partial<ActionPreview> =>
  plan === undefined || alarm === null || waking.kind !== 'woken'
    ? {}
    : {
        alarm,
        failing: waking.failing.reduce((sum, { mails }) => sum + mails, 0),
        canHold: true,
        warnings: plan.warnings.filter((words) => words !== alarm),
      };

const previewSendNow = async (world: MailWorld, asked: Asked, options: Cancellable): Promise<PlannedAction> => {
  const planned = await planSendNow(world, asked.ids, options);
  const presented = present('send', asked, planned.plan, {
    emptyTitle: planned.why ?? 'None of these mails is waiting',
    asked: asked.ids.length,
    ids: planned.plan === undefined ? [] : planned.ids,
    failing: planned.failing,
    setAside: [
      ...leave(planned.held, 'held until a date of their own; Odoo sends them then'),
      ...leave(planned.forbidden, 'the account of --odoo-login may not read and write it: the queue sends it'),
      ...leave(
        asked.ids.length - planned.ids.length - planned.held - planned.forbidden,
        `not waiting; ${namedKeys.retry} sends failed mails again`,
      ),
    ],
  });
  const { sendNow } = world;
  if (sendNow === undefined || planned.plan === undefined) return presented;
  const way = tellBypass(sendNow.way, planned.ids.length, planned.ids.length);
  return { ...presented, sendNow, byQueue: [], preview: { ...presented.preview, findings: [way] } };
};

const previewCancel = async (world: RetryWorld, asked: Asked, options: Cancellable): Promise<PlannedAction> => {
  const planned = await planCancel(world, asked.ids, options);
  return present('cancel', asked, planned.plan, {
    emptyTitle: 'No mail is left to cancel',
    asked: planned.asked,
    ids: planned.ids,
    setAside: leftOfCancel(planned),
  });
};

const previewPurge = async (world: PurgeWorld, asked: Asked, options: Cancellable): Promise<PlannedAction> => {
  const planned = await planPurge(world, asked.ids, options);
  const presented = present('purge', asked, planned.plan, {
    emptyTitle: 'No mail is left to clear',
    asked: planned.asked,
    ids: planned.ids,
    deletes: true,
    setAside: leftOfPurge(planned),
  });
  return { ...presented, purge: planned };
};
