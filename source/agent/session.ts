import { UserError } from '../domain/errors.ts';
import type { PersonalNames } from '../domain/wording/personal-names.ts';
import type { LoginGuard } from '../inquiry/login-guard.ts';
import { createRefusedSecrets, type RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { CommandContext } from '../world/command.ts';
import { findDatabases, openTarget } from '../world/open-target.ts';
import { createLoginLimit } from './login-limit.ts';

/** What all questions of one agent share. */
export interface AgentSession {
  /** Read-only, and cut off with the question. */
  readonly context: CommandContext;
  readonly refusedSecrets: RefusedSecrets;
  readonly guard: LoginGuard;
  /** Whether answers tell addresses and names whole. */
  readonly fullAddresses: boolean;
}

/** A session over what the command line points at. */
export const createSession = (
  context: CommandContext,
  { fullAddresses }: { readonly fullAddresses: boolean },
): AgentSession => ({
  context: { ...context, options: { ...context.options, readOnly: true } },
  refusedSecrets: createRefusedSecrets(),
  guard: createLoginLimit(context.now),
  fullAddresses,
});

/** Whether the agent may choose: a database that the command line names is the only one. */
export const mayChooseDatabase = ({ database, dsn }: CommandContext['options']): boolean =>
  database === undefined && dsn === undefined;

/** The same session for one question: what stops it, the database that it is about, and where names are noted. */
export const forQuestion = (
  session: AgentSession,
  { signal, database, names }: { signal: AbortSignal; database: string | undefined; names: PersonalNames },
): AgentSession => ({
  ...session,
  context: {
    ...session.context,
    signal,
    names,
    options: { ...session.context.options, ...(database === undefined ? {} : { database }) },
  },
});

/** The one database that is meant, to be closed. @throws UserError where it has to be named. */
export const openMeant = (session: AgentSession): ReturnType<typeof openTarget> => openTarget(session.context);

/** The same, not opened. */
export const findMeant = async ({ context }: AgentSession) => {
  const { target, addresses } = await findDatabases(context);
  const [address] = addresses;
  if (address === undefined) throw new UserError('There is no Odoo database.');
  return { target, address };
};
