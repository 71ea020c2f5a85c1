import type { Check } from '../../checks/cause.ts';
import { readFailureGroups } from '../../checks/measure/stored-failures.ts';
import { finding } from '../../domain/finding/finding.ts';
import { countOf } from '../../domain/wording/count.ts';
import { readServerFits } from './measure-server-fits.ts';

/** Refused once for their size, whatever the server says now. */
export const storedSizeFailuresCheck: Check = {
  id: 'size.stored',
  title: 'No mail failed for its size',
  owner: 'provider',
  async run(context) {
    const { groups, count } = await readFailureGroups(context, 'size');
    if (count === 0) return [finding({ status: 'ok', summary: 'No mail failed for its size.' })];
    const fits = await readServerFits(context);
    const inWay = fits.some(
      ({ tooLarge, session }) => tooLarge.length > 0 || session.report.capabilities === undefined,
    );
    return [
      finding({
        status: 'warn',
        summary: inWay
          ? `${countOf(count, 'mail')} failed because of their size.`
          : `${countOf(count, 'mail')} failed because of their size; as far as the server says they would fit now: retry them.`,
        detail: `${groups[0]?.advice ?? ''} A server behind this one may take less than it.`.trim(),
        explains: count,
        leftover: !inWay,
      }),
    ];
  },
};
