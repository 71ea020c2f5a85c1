import { UserError } from '../../domain/errors.ts';
import { isNeutralized, type MailParameters } from '../../domain/odoo/mail-parameter.ts';
import type { MailConfiguration } from '../../domain/routing/routing-facts.ts';
import type { WorkerSight } from '../../queue/serving-workers.ts';
import { readRoutingFacts } from '../../services/odoo/read-routing-facts.ts';
import { readAskedMails } from './asked-mails.ts';
import { chooseMails } from './choose-mails.ts';
import { composePreview, findSpent } from './compose-preview.ts';
import { findByQueue } from './direct/by-queue.ts';
import { planHold } from './hold-others.ts';
import type { AttachmentWorld } from './lost-attachments.ts';
import type { RetryOptions } from './retry-options.ts';
import { spreadOverTime } from './retry-pace.ts';
import type { RetryPreview } from './retry-preview.ts';
import type { SendingGroup } from './sending-groups.ts';
import { type Handshakes, type HandshakeWorld, tryServers } from './try-servers.ts';
import { readWaking } from './waking.ts';
import { writePlan } from './write-plan.ts';

export interface RetryWorld extends HandshakeWorld, AttachmentWorld {
  readonly configuration: MailConfiguration;
  /** What tells who runs this database's scheduled actions. */
  readonly seen: WorkerSight;
  /** Read just now; left out: they are read. */
  readonly parameters?: MailParameters;
  /** How many mails wait already, where somebody knows; else they are counted. */
  readonly waitingMails?: number;
}

/**
 * Plans to send failed mails again. Changes nothing. Cost: some index lookups a mail, one live session a server.
 * @throws UserError on a neutralized copy, which must not send.
 */
export const planRetry = async (
  world: RetryWorld,
  ids: readonly number[],
  retry: RetryOptions,
  options: { readonly signal: AbortSignal },
): Promise<RetryPreview> => {
  const { odoo, now } = world;
  const [facts, asked] = await Promise.all([
    readRoutingFacts(odoo, world.configuration, options, world.parameters),
    readAskedMails(world, ids, retry, options),
  ]);
  if (isNeutralized(facts.parameters)) {
    throw new UserError('This database is a neutralized copy: its mails must not be sent.', 'Open the live database.');
  }
  const shake = async (groups: readonly SendingGroup[]): Promise<Handshakes> =>
    retry.canary ? await tryServers(world, facts, groups, options) : { groups: [], evidence: [] };
  const { mails, setAside, maybeDelivered, tried, past } = await chooseMails(
    world,
    ids,
    { facts, retry, shake, asked },
    options,
  );
  const slots =
    retry.pace === undefined ? [{ at: null, mails: mails.length }] : spreadOverTime(mails.length, retry.pace, now());
  const waking = await readWaking(world, { facts, past, tried: tried.groups, now: now() }, options);
  const byQueue = await findByQueue(mails, retry, options);
  const way = byQueue?.ids.length === mails.length ? undefined : retry.way;
  const others = findSpent(waking, { way, byQueue });
  const held = retry.holdOthers === true ? await planHold(odoo, others, now(), options) : [];
  const preview = composePreview(
    { mails, setAside, maybeDelivered, tried, past },
    { ids, slots, waking, byQueue, way, held, failing: others, retry, now: now() },
  );
  const plan = writePlan(preview, {
    mails,
    facts,
    waking,
    held,
    way,
    pace: retry.pace,
    evidence: tried.evidence,
    now: now(),
  });
  return { ...preview, plan: mails.length === 0 ? undefined : plan };
};
