import type { Cause } from '../../source/checks/cause.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import { runCheck } from '../../source/diagnosis/run-check.ts';
import { factsOf } from '../../source/domain/finding/cause-id.ts';
import type { Finding } from '../../source/domain/finding/finding.ts';

/** What a cause's checks find, as a diagnosis without a deadline would. */
export const findAll = async (
  context: CheckContext,
  { id, checks }: Pick<Cause, 'id' | 'checks'>,
): Promise<readonly Finding[]> => {
  const deadline = new AbortController().signal;
  return (await Promise.all(checks.map((check) => runCheck(factsOf(id).owner, check, { context, deadline })))).flat();
};

/** The same by check and subject (`credentials.login server:1`). */
export const runCause = async (context: CheckContext, cause: Cause): Promise<ReadonlyMap<string, Finding>> =>
  new Map((await findAll(context, cause)).map((each) => [[each.check, each.subject].filter(Boolean).join(' '), each]));

/** The findings that say something is wrong, as `check: status`. */
export const complaintsOf = (findings: ReadonlyMap<string, Finding>): readonly string[] =>
  [...findings].flatMap(([key, { status }]) => (status === 'fail' || status === 'warn' ? [`${key}: ${status}`] : []));
