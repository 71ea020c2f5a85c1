import type { SendingVolume, Sent } from '../../domain/limits/sending-volume.ts';
import type { QueryOptions } from '../postgres/database.ts';
import { toDate } from './decode.ts';
import type { OdooSource } from './odoo-source.ts';
import { readVolumePage, type VolumePage } from './queries/mails/volume-page.ts';
import { type VolumeWalk, walkDay } from './walk-day.ts';

/**
 * What was sent in the last hour and day, walked by id within a budget. Mail that queued for longer than a day and mass
 * mailings whose mails deleted themselves are not seen.
 */
export const readSendingVolume = async (
  source: OdooSource,
  walk: VolumeWalk,
  options?: QueryOptions,
): Promise<SendingVolume> => {
  const { pages, complete } = await walkDay(walk, (page) => readVolumePage(source, page, options));
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
