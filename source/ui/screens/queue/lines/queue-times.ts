import { hourScale } from '../../../../domain/mail/queue.ts';
import { formatAge } from '../../../../domain/wording/duration.ts';
import { describeAge } from '../../../components/describe-age.ts';
import type { QueueScreenState } from '../state.ts';

/** What `queueLines` shows of the time: ages, the steps of the charts, and days where a date stands before a clock. */
export const queueTimes = ({ picture, diagnosed }: QueueScreenState, now: Date): string =>
  [
    now.toDateString(),
    // Steps of an hour end with one of these.
    Math.floor(now.getTime() / hourScale.bucketMs),
    ...(diagnosed === undefined ? [] : [describeAge(diagnosed.at, now)]),
    ...(picture === undefined
      ? []
      : [picture.oldestOutgoingAt, picture.oldestExceptionAt, ...picture.failingSince.values()].map((since) =>
          formatAge(since, now),
        )),
  ].join(' ');
