import type { Check } from '../../checks/cause.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { readFailureGroups } from '../../checks/measure/stored-failures.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { countOf } from '../../domain/wording/count.ts';
import { readServerFits, type ServerFit } from './measure-server-fits.ts';

/** Refused once for their size, whatever the server says now. */
export const storedSizeFailuresCheck: Check = {
  id: 'size.stored',
  title: 'No mail failed for its size',
  owner: 'provider',
  async run(context) {
    const { groups, count } = await readFailureGroups(context, 'size');
    if (count === 0) return [finding({ status: 'ok', summary: 'No mail failed for its size.' })];
    return [judgeStoredSizeFailures(await readServerFits(context), count, groups[0]?.advice)];
  },
};

/** Whether mails that were too large once would fit now. */
export const judgeStoredSizeFailures = (
  fits: readonly Pick<ServerFit, 'tooLarge' | 'session'>[],
  count: number,
  advice: string | undefined,
): CheckFinding => {
  const inWay = fits.some(({ tooLarge, session }) => tooLarge.length > 0 || session.report.capabilities === undefined);
  return finding({
    status: 'warn',
    summary: inWay
      ? `${countOf(count, 'mail')} failed because of ${count === 1 ? 'its' : 'their'} size.`
      : `${countOf(count, 'mail')} failed because of ${count === 1 ? 'its size; as far as the server says it would fit now: retry it' : 'their size; as far as the server says they would fit now: retry them'}.`,
    detail: sentences(advice, 'A server behind this one may take less than it.'),
    explains: count,
    leftover: !inWay,
  });
};
