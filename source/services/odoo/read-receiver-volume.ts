import { type ReceiverVolume, receiverLabels, receiverNames, receiverOf } from '../../domain/limits/receiver-volume.ts';
import type { QueryOptions } from '../postgres/database.ts';
import { hasTable } from './odoo-schema.ts';
import type { OdooSource } from './odoo-source.ts';
import { readReceiverPage } from './queries/mails/receiver-page.ts';
import { type VolumeWalk, walkDay } from './walk-day.ts';

/**
 * To how many recipients of each receiver mail left in the last day, walked by id within a budget. Not seen are mail
 * that queued for longer than a day and mail that deleted itself without a notification.
 */
export const readReceiverVolume = async (
  source: OdooSource,
  walk: VolumeWalk,
  options?: QueryOptions,
): Promise<ReceiverVolume> => {
  const { pages, complete } = await walkDay(walk, (page) =>
    readReceiverPage(source, { ...page, labels: receiverLabels }, options),
  );
  const counts = pages.flatMap(({ domains }) => [...domains]);
  const countOf = (name: string | undefined): number =>
    counts.reduce((sum, [domain, count]) => (receiverOf(domain) === name ? sum + count : sum), 0);
  const [gmail, yahoo, outlook] = receiverNames;
  return {
    recipients: { [gmail]: countOf(gmail), [yahoo]: countOf(yahoo), [outlook]: countOf(outlook) },
    others: countOf(undefined),
    complete,
    mailings: hasTable(source.schema, 'mailing_mailing'),
  };
};
