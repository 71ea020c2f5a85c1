import type { Cause } from '../../source/checks/cause.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import { ProbeError } from '../../source/domain/errors.ts';
import { type Finding, finding } from '../../source/domain/finding/finding.ts';

/** What a cause's checks find, by check and subject (`credentials.login server:1`), as a diagnosis would run them. */
export const runCause = async (context: CheckContext, cause: Cause): Promise<ReadonlyMap<string, Finding>> => {
  const found = await Promise.all(
    cause.checks.map(async (check) => {
      try {
        return await check.run(context);
      } catch (error) {
        if (!(error instanceof ProbeError)) throw error;
        return [finding({ check: check.id, status: 'unknown', summary: error.message, owner: 'odoo' })];
      }
    }),
  );
  return new Map(found.flat().map((each) => [[each.check, each.subject].filter(Boolean).join(' '), each]));
};

/** The findings that say something is wrong, as `check: status`. */
export const complaintsOf = (findings: ReadonlyMap<string, Finding>): readonly string[] =>
  [...findings].flatMap(([key, { status }]) => (status === 'fail' || status === 'warn' ? [`${key}: ${status}`] : []));
