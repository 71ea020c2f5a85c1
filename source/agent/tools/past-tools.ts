import { UsageError } from '../../domain/errors.ts';
import { parseAge } from '../../domain/mail/parse-age.ts';
import { classify as classifyText } from '../../domain/replies/classify-reply.ts';
import { sanitize } from '../../domain/sanitize.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import { readHistory } from '../../inspection/history/read-history.ts';
import { classificationDocument, printClassification } from '../../output/format-classify.ts';
import { historyDocument } from '../../output/history/json.ts';
import { redactHistory } from '../../output/history/redact.ts';
import { formatHistoryText } from '../../output/history/text.ts';
import { openHistoryWorld } from '../../world/history-world.ts';
import { openMeant } from '../session.ts';
import type { AgentTool } from '../tool.ts';

export const historyTool: AgentTool = {
  name: 'history',
  title: 'What changed before it broke',
  words:
    "What changed around mail and by whom: mail servers, the queue's scheduled action, parameters, modules, odoo.conf, restarts; beside the first failure of each kind.",
  takes: { since: { kind: 'text', words: 'How far back: 12h, 2d, 1w; default: what explains the first failure' } },
  asksDatabase: true,
  document: 'history',
  goOn: 'Ask for less with since: 1d.',
  answer: async (session, given) => {
    const { context, refusedSecrets, fullAddresses } = session;
    const since = readSince(given.text('since'), context.now());
    await using database = await openMeant(session);
    const world = await openHistoryWorld(context, { database, target: database.target, refusedSecrets });
    const read = await readHistory(world, since);
    const shown = fullAddresses ? read : redactHistory(read, context.names);
    return {
      document: historyDocument(await readTarget(database.odoo, context), shown),
      text: formatHistoryText(shown, context.options),
    };
  },
};

const readSince = (since: string | undefined, now: Date): Date | undefined => {
  if (since === undefined) return undefined;
  const age = parseAge(since);
  if (age === undefined) throw new UsageError(`The argument since takes an age like 12h, 2d or 1w, not '${since}'.`);
  return new Date(now.getTime() - age);
};

export const classifyTool: AgentTool = {
  name: 'classify',
  title: 'What a failure means',
  words: "What a mail server's reply, a bounce or a stored failure means, who must act, and whether a retry helps.",
  takes: { text: { kind: 'text', required: true, most: 50_000, words: 'The failure, as it stands' } },
  asksDatabase: false,
  document: 'classify',
  goOn: 'Ask with the reply alone.',
  answer: async (_session, given) => {
    const reply = classifyText(sanitize(given.text('text') ?? ''));
    return { document: classificationDocument(reply), text: printClassification(reply) };
  },
};
