export interface VolumeWalk {
  readonly now: () => Date;
  /** Milliseconds after which no further page is begun. */
  readonly budget: number;
  /** Messages on the first page; each further one has twice as many, up to `largestPage`. */
  readonly pageSize?: number;
}

/** A stretch of messages by id. */
interface Stretch {
  readonly walked: number;
  readonly lowestId: number | null;
  /** Seconds since 1970. */
  readonly newest: number | null;
}

export interface WalkedDay<Page> {
  readonly pages: readonly Page[];
  /** False: the budget was spent before a page was a day old altogether. */
  readonly complete: boolean;
}

const dayInSeconds = 24 * 60 * 60;
const highestId = 2 ** 31 - 1;
/** A page is one statement: about a tenth of a second for this many messages. */
const largestPage = 16_000;

/**
 * The messages of the last day by id, newest first: mail_message.date has no index. Walks until a page is a day old
 * altogether (a message may carry an older id than its neighbour, or an older date) or the budget is spent.
 */
export const walkDay = async <Page extends Stretch>(
  { now, budget, pageSize = 2000 }: VolumeWalk,
  read: (page: { readonly below: number; readonly limit: number; readonly now: Date }) => Promise<Page | undefined>,
): Promise<WalkedDay<Page>> => {
  const start = now();
  const pages: Page[] = [];
  let below = highestId;
  let complete = false;
  let limit = pageSize;
  do {
    const page = await read({ below, limit, now: start });
    if (page === undefined) break;
    pages.push(page);
    below = page.lowestId ?? 0;
    complete = page.walked < limit || (page.newest ?? 0) < start.getTime() / 1000 - dayInSeconds;
    limit = Math.max(limit, Math.min(2 * limit, largestPage));
  } while (!complete && now().getTime() - start.getTime() < budget);
  return { pages, complete };
};
