import type { Check } from '../../checks/cause.ts';
import { domainOf } from '../../domain/dns/dns-name.ts';
import type { MxReport } from '../../domain/dns/mx.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { readMx } from '../../services/dns/read-mx.ts';
import { measureReplyAddresses } from './measure-reply-addresses.ts';

/** Whether the world can deliver to the domain that answers are asked for at. */
export const exchangers: Check = {
  id: 'catchall.mx',
  title: 'The way of answers (MX)',
  owner: 'dns',
  run: async (context) => {
    const { companies } = await measureReplyAddresses(context);
    const domains = new Set(companies.flatMap(({ catchall }) => domainOf(catchall ?? '') ?? []));
    return await Promise.all(
      [...domains].map(async (name) =>
        judgeAliasExchangers(await readMx(context.dns, name, { signal: context.signal })),
      ),
    );
  },
};

export const judgeAliasExchangers = (mx: MxReport): CheckFinding => {
  const base = { subject: `domain:${mx.domain}`, evidence: mx.evidence } as const;
  const bad = mx.problems.find(({ severity }) => severity === 'fail') ?? mx.problems[0];
  if (bad !== undefined) {
    const detail = 'What customers answer goes there first; only from there Odoo can fetch it.';
    // The record is at fault, and the DNS step says so too, for bounces.
    return finding({ ...base, status: 'warn', summary: bad.message, detail });
  }
  const unknown = mx.unknown ?? mx.exchangers.find((exchanger) => exchanger.unknown !== undefined)?.unknown;
  if (unknown !== undefined) return finding({ ...base, status: 'unknown', summary: unknown });
  const hosts = mx.exchangers.map(({ exchange }) => exchange).join(', ');
  return finding({ ...base, status: 'ok', summary: `Mail for ${mx.domain} goes to ${hosts}.` });
};
