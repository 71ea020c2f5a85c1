import { explainMail } from '../inquiry/explain-mail.ts';
import { findPage } from '../inspection/find/find-page.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { Target } from '../target/target.ts';
import type { SearchSource } from '../ui/screens/search/source.ts';
import type { CommandContext } from '../world/command.ts';
import type { OpenDatabase } from '../world/open-target.ts';

interface SearchFeedOptions {
  readonly command: CommandContext;
  readonly database: OpenDatabase & { readonly target: Target };
  readonly refusedSecrets: RefusedSecrets;
}

/** Mails of a page, and how long the database is asked for one, ms. */
const pageLength = 50;
const pageMs = 1_000;

/** Finds mails for the console, and tells the story of one. */
export const createSearchFeed = ({ command, database, refusedSecrets }: SearchFeedOptions): SearchSource => ({
  find: ({ text, token }, { signal }) =>
    findPage(
      database.odoo,
      { text, limit: pageLength, token, budgetMs: pageMs },
      { signal: AbortSignal.any([command.signal, signal]) },
    ),
  explain: (name, { signal }) =>
    explainMail({ ...command, signal: AbortSignal.any([command.signal, signal]) }, database, {
      text: name,
      refusedSecrets,
    }),
});
