import type { SendingVolume, Sent } from '../../domain/limits/sending-volume.ts';
import type { QueryOptions } from '../postgres/database.ts';
import { toDate } from './decode.ts';
import type { OdooSource } from './odoo-source.ts';
import { readVolumePage, type VolumePage } from './queries/mails/volume-page.ts';

export interface VolumeWalk {
  readonly now: () => Date;
  /** Milliseconds after which no further page is begun. */
  readonly budget: number;
  /** Messages on the first page; each further one has twice as many, up to `largestPage`. */
  readonly pageSize?: number;
}

const dayInSeconds = 24 * 60 * 60;
const highestId = 2 ** 31 - 1;
/** A page is one statement: about a tenth of a second for this many messages. */
const largestPage = 16_000;

/**
 * What was sent in the last hour and day. mail_message.date has no index, so the messages are walked by id, newest
 * first, until a page is a day old altogether (a message may carry an older id than its neighbour, or an older date)
 * or the budget is spent. Mail that queued for longer than a day and mass mailings whose mails deleted themselves are
 * not seen.
 */
export const readSendingVolume = async (
  source: OdooSource,
  { now, budget, pageSize = 2000 }: VolumeWalk,
  options?: QueryOptions,
): Promise<SendingVolume> => {
  const start = now();
  const pages: VolumePage[] = [];
  let below = highestId;
  let complete = false;
  let limit = pageSize;
  do {
    const page = await readVolumePage(source, { below, limit, now: start }, options);
    if (page === undefined) break;
    pages.push(page);
    below = page.lowestId ?? 0;
    complete = page.walked < limit || (page.newest ?? 0) < start.getTime() / 1000 - dayInSeconds;
    limit = Math.max(limit, Math.min(2 * limit, largestPage));
  } while (!complete && now().getTime() - start.getTime() < budget);
  return { lastHour: sumHour(pages), lastDay: sumDay(pages), complete, ...describeWalk(pages) };
};

const sumHour = (pages: readonly VolumePage[]): Sent => ({
  messages: sum(pages, (page) => page.hourMessages),
  recipients: sum(pages, (page) => page.hourRecipients),
});

const sumDay = (pages: readonly VolumePage[]): Sent => ({
  messages: sum(pages, (page) => page.dayMessages),
  recipients: sum(pages, (page) => page.dayRecipients),
});

const describeWalk = (pages: readonly VolumePage[]): Pick<SendingVolume, 'walkedBackTo' | 'walkedMessages'> => {
  const oldest = pages.flatMap((page) => page.oldest ?? []);
  return {
    walkedBackTo: oldest.length === 0 ? null : toDate(Math.min(...oldest)),
    walkedMessages: sum(pages, (page) => page.walked),
  };
};

const sum = (pages: readonly VolumePage[], pick: (page: VolumePage) => number): number =>
  pages.reduce((total, page) => total + pick(page), 0);
