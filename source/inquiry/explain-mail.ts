import type { FoundMail } from '../domain/mail/found-mail.ts';
import { readSoughtText } from '../domain/mail/sought-text.ts';
import { findPage } from '../inspection/find/find-page.ts';
import type { Story } from '../inspection/story/story.ts';
import { tellMissing, tellStory } from '../inspection/story/tell-story.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { Target } from '../target/target.ts';
import { createCheckContext } from '../world/check-context.ts';
import type { CommandContext } from '../world/command.ts';
import { readJournalOf } from '../world/history-world.ts';
import { openRetryWorld } from '../world/mail-world.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import type { LoginGuard } from './login-guard.ts';

/** How long the mail is looked for, ms, and how many are counted beside it. */
const searchMs = 3_000;
const mostCounted = 50;

interface Explanation {
  /** What `find` takes. */
  readonly text: string;
  readonly refusedSecrets: RefusedSecrets;
  readonly guard?: LoginGuard;
}

/** The story of the newest mail that a text means; without such a mail, a story that says so. */
export const explainMail = async (
  context: CommandContext,
  opened: OpenDatabase & { readonly target: Target },
  { text, refusedSecrets, guard = (probe) => probe }: Explanation,
): Promise<Story> => {
  const [checks, retry, found] = await Promise.all([
    createCheckContext(context, { database: opened, target: opened.target, refusedSecrets }),
    openRetryWorld(context, opened, refusedSecrets),
    findNewest(opened.odoo, text, context.signal),
  ]);
  const world = {
    checks: { ...checks, smtp: guard(checks.smtp) },
    retry: { ...retry, smtp: guard(retry.smtp) },
    ...readJournalOf(context, opened),
  };
  const [mail, ...others] = found;
  return mail === undefined ? await tellMissing(world) : await tellStory(world, mail, others.length);
};

/** An id means that mail, whatever else holds the number. */
const findNewest = async (odoo: Odoo, text: string, signal: AbortSignal): Promise<readonly FoundMail[]> => {
  const sought = readSoughtText(text);
  const { mails } = await findPage(odoo, { text, limit: mostCounted, budgetMs: searchMs }, { signal });
  const named = mails.filter(
    ({ mailId, messageId }) =>
      (sought?.mailId ?? null) === (mailId ?? undefined) || (sought?.messageId ?? null) === messageId,
  );
  return named.length > 0 ? named.slice(0, 1) : mails;
};
