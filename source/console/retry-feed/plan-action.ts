import { planCancel } from '../../changes/cancel/plan-cancel.ts';
import { type PurgeWorld, planPurge } from '../../changes/purge/plan-purge.ts';
import type { PurgePreview } from '../../changes/purge/purge-preview.ts';
import { describeSetAside } from '../../changes/retry/describe-set-aside.ts';
import { planRetry, type RetryWorld } from '../../changes/retry/plan-retry.ts';
import { type RetryOptions, usualMaxAgeMs } from '../../changes/retry/retry-options.ts';
import type { RetryPreview } from '../../changes/retry/retry-preview.ts';
import { includableReasons, isIncludable, type SetAside } from '../../changes/retry/set-aside.ts';
import { wayOf } from '../../changes/retry/way-of.ts';
import { parsePace } from '../../domain/change/pace.ts';
import type { Plan } from '../../domain/change/plan.ts';
import type { SendNow } from '../../domain/change/send-now.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import type {
  ActionChoices,
  ActionPreview,
  MailAction,
  PreviewLine,
  SetAsideGroup,
} from '../../ui/screens/retry/source.ts';
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

/** Which of them a person may take in all the same goes with it. */
const toGroup = (group: SetAside): SetAsideGroup => ({
  count: group.ids.length,
  why: describeSetAside(group),
  ...(isIncludable(group.reason) ? { include: group.reason } : {}),
});

const toRetryOptions = ({ include, pace, holdOthers }: ActionChoices, canary: boolean): RetryOptions => {
  const parsed = pace === undefined ? undefined : parsePace(pace);
  return {
    include: new Set(includableReasons.filter((reason) => include.includes(reason))),
    maxAgeMs: usualMaxAgeMs,
    canary,
    holdOthers: holdOthers === true,
    ...(parsed === undefined ? {} : { pace: parsed }),
  };
};

const previewRetry = async (world: MailWorld, asked: Asked, options: Cancellable): Promise<PlannedAction> => {
  const { ids, choices } = asked;
  const { sendNow } = world;
  const planned = await planRetry(world, ids, { ...toRetryOptions(choices, true), ...wayOf(sendNow) }, options);
  const presented = present('retry', asked, planned.plan, {
    emptyTitle: 'No mail is left to send again',
    asked: planned.asked,
    ids: planned.ids,
    setAside: planned.setAside.filter((group) => group.ids.length > 0).map(toGroup),
    findings: describeFindings(planned),
    ...presentOthers(planned),
    maybeDelivered: await countMaybeDelivered(world, planned.ids, choices, options),
  });
  if (planned.waking.kind !== 'bypassed') return presented;
  return withWay(presented, sendNow, planned.byQueue?.ids);
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

/** Says the way, and takes it. */
const withWay = (
  planned: PlannedAction,
  sendNow: SendNow | undefined,
  byQueue: readonly number[] = [],
): PlannedAction => {
  if (sendNow === undefined || planned.plan === undefined) return planned;
  const direct = planned.preview.ids.length - byQueue.length;
  const who = byQueue.length === 0 ? 'them' : `${formatCount(direct)} of them`;
  const way: PreviewLine = { status: 'ok', words: `Odoo sends ${who} at once, ${sendNow.way}.` };
  return {
    ...planned,
    sendNow,
    byQueue,
    preview: { ...planned.preview, findings: [...planned.preview.findings, way] },
  };
};

/** How many of the mails are among them only because a person said so. */
const countMaybeDelivered = async (
  world: RetryWorld,
  ids: readonly number[],
  choices: ActionChoices,
  options: Cancellable,
): Promise<number> => {
  if (!choices.include.includes('may-be-delivered')) return 0;
  const include = choices.include.filter((reason) => reason !== 'may-be-delivered');
  const without = await planRetry(world, ids, toRetryOptions({ include }, false), options);
  return without.setAside
    .filter(({ reason }) => reason === 'may-be-delivered')
    .reduce((sum, group) => sum + group.ids.length, 0);
};

const describeFindings = ({ handshakes, slots }: RetryPreview): readonly PreviewLine[] => [
  ...handshakes.map(({ server, envelopeFrom, mails, verdict, standing }): PreviewLine => {
    const whose = `${server}, from ${envelopeFrom} (${countOf(mails, 'mail')})`;
    if (verdict.kind === 'ready' && standing !== null)
      return { status: 'warn', words: `${whose}: lets us in, but ${standing}` };
    if (verdict.kind === 'ready') return { status: 'ok', words: `${whose}: took sender and recipient in a live try` };
    if (verdict.kind === 'fails') return { status: 'fail', words: `${whose}: ${verdict.title}. ${verdict.words}` };
    return { status: 'unknown', words: `${whose}: not tried, ${verdict.why}` };
  }),
  ...(slots.length > 1
    ? [
        {
          status: 'skipped' as const,
          words: `They leave in ${formatCount(slots.length)} batches of ${formatCount(slots[0]?.mails ?? 0)}.`,
        },
      ]
    : []),
];

const left = (count: number, why: string): readonly SetAsideGroup[] => (count === 0 ? [] : [{ count, why }]);

const previewSendNow = async (world: MailWorld, asked: Asked, options: Cancellable): Promise<PlannedAction> => {
  const planned = await planSendNow(world, asked.ids, options);
  const presented = present('send', asked, planned.plan, {
    emptyTitle: planned.why ?? 'None of these mails is waiting',
    asked: asked.ids.length,
    ids: planned.plan === undefined ? [] : planned.ids,
    failing: planned.failing,
    setAside: [
      ...left(planned.held, 'held until a date of their own; Odoo sends them then'),
      ...left(planned.forbidden, 'the account of --odoo-login may not read and write it: the queue sends it'),
      ...left(
        asked.ids.length - planned.ids.length - planned.held - planned.forbidden,
        'not waiting; R sends failed mails again',
      ),
    ],
  });
  return withWay(presented, world.sendNow);
};

const previewCancel = async (world: RetryWorld, asked: Asked, options: Cancellable): Promise<PlannedAction> => {
  const planned = await planCancel(world, asked.ids, options);
  return present('cancel', asked, planned.plan, {
    emptyTitle: 'No mail is left to cancel',
    asked: planned.asked,
    ids: planned.ids,
    setAside: left(planned.others.length, 'neither waiting nor failed'),
  });
};

const previewPurge = async (world: PurgeWorld, asked: Asked, options: Cancellable): Promise<PlannedAction> => {
  const planned = await planPurge(world, asked.ids, options);
  const presented = present('purge', asked, planned.plan, {
    emptyTitle: 'No mail is left to clear',
    asked: planned.asked,
    ids: planned.ids,
    deletes: true,
    setAside: [
      ...left(planned.others.length, 'neither failed nor cancelled: only those are cleared'),
      ...planned.held.map(({ table, ids }) => ({ count: ids.length, why: `rows of ${table} hold on to it` })),
      ...left(planned.later.length, 'for another time: one archive has to stay manageable'),
    ],
  });
  return { ...presented, purge: planned };
};
