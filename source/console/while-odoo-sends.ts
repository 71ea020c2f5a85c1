import { secondMs } from '../lib/time-units.ts';
import { namedKeys } from '../ui/keys/named-keys.ts';

/** In the console a change waits for a run of Odoo's as long as the person does, who sees it and has a key. */
export const asLongAsThePersonWaits = Number.POSITIVE_INFINITY;

/** What happens now, in words; undefined before anything is known. */
export type DescribeNow = () => string | undefined;

/** What is said while a change waits for a run of Odoo's to end. */
export const describeOdooSending = (now: string | undefined): string =>
  `Waiting until Odoo has sent${now === undefined ? '' : `: ${now}`} · ${namedKeys.back} leaves everything as it is`;

/** Says how the run goes, each second, until stopped. */
const tellWait = (describeNow: DescribeNow, tell: (words: string) => void): (() => void) => {
  const say = (): void => tell(describeOdooSending(describeNow()));
  say();
  const timer = setInterval(say, secondMs);
  return () => clearInterval(timer);
};

/** The same, begun and ended by what a change tells of itself. */
export const waitTeller = <Progress extends { readonly kind: string }>(
  describeNow: DescribeNow,
  tell: (words: string) => void,
): { readonly hear: (progress: Progress) => boolean; readonly stop: () => void } => {
  let stop: (() => void) | undefined;
  const end = (): void => {
    stop?.();
    stop = undefined;
  };
  return {
    /** Whether it was about waiting. */
    hear(progress) {
      end();
      if (progress.kind !== 'waiting-for-queue') return false;
      stop = tellWait(describeNow, tell);
      return true;
    },
    stop: end,
  };
};
