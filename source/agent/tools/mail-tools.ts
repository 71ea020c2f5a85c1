import { explainMail } from '../../inquiry/explain-mail.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import { findPage } from '../../inspection/find/find-page.ts';
import { foundDocument } from '../../output/find/json.ts';
import { formatFoundText } from '../../output/find/text.ts';
import { storyDocument } from '../../output/story/json.ts';
import { formatStoryText } from '../../output/story/text.ts';
import { nameOfDatabase } from '../../world/open-target.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { openMeant } from '../session.ts';
import type { AgentTool } from '../tool.ts';

const usualFound = 10;
/** So many fit into an answer, however long their lists of recipients are. */
const mostFound = 40;
/** How long one page is looked for; the cursor goes on. */
const searchMs = 10_000;

export const findTool: AgentTool = {
  name: 'find',
  title: 'Find single mails',
  words:
    'Mails in every state, those that Odoo has deleted since included: by id, Message-ID, address, name, document number, or words of the subject. Newest first.',
  takes: {
    text: { kind: 'text', required: true, words: 'What is known of the mail: INV/2026/00042, anna@acme.com, 4711' },
    limit: { kind: 'number', least: 1, most: mostFound, words: `At most so many; default ${usualFound}` },
    cursor: { kind: 'text', words: "Goes on where an earlier answer's next ended; with the same text" },
  },
  asksDatabase: true,
  document: 'find',
  goOn: 'Ask for fewer with limit; cursor goes on.',
  answer: async (session, given) => {
    await using database = await openMeant(session);
    const { odoo } = database;
    return await withinDeadline(session.context, nameOfDatabase(database.address), async ({ signal, options }) => {
      const question = {
        text: given.text('text') ?? '',
        limit: given.number('limit') ?? usualFound,
        token: given.text('cursor'),
        budgetMs: Math.min(searchMs, (options.deadline * 1_000) / 2),
      };
      const page = await findPage(odoo, question, { signal });
      const more = page.next === null ? '' : `There may be more: ask again with cursor ${page.next}\n`;
      return {
        document: foundDocument(await readTarget(odoo, { signal }), page),
        text: `${formatFoundText(page, null)}${more}`,
        whole: ['mails'],
      };
    });
  },
};

export const explainTool: AgentTool = {
  name: 'explain',
  title: "Tell one mail's story",
  words:
    'One mail, the newest that fits: who wrote it for what, who has it already, why it has not left, what its server says just now to exactly this sender and recipient (nothing is sent), what became of it afterwards, and a sentence for the person who asks.',
  takes: {
    mail: { kind: 'text', required: true, words: "The mail's id, or what find takes" },
    evidence: { kind: 'flag', words: 'Also what was asked and answered: SQL, SMTP, DNS' },
  },
  asksDatabase: true,
  document: 'explain',
  goOn: 'Ask without evidence.',
  answer: async (session, given) => {
    const { context, refusedSecrets, guard } = session;
    await using database = await openMeant(session);
    const text = given.text('mail') ?? '';
    const story = await explainMail(context, database, { text, refusedSecrets, guard });
    const document = storyDocument(await readTarget(database.odoo, context), story);
    const parts = document.parts.map((part) => ({ ...part, evidence: [] }));
    return {
      document: given.flag('evidence') ? document : { ...document, parts },
      text: formatStoryText(story, { ascii: false, verbose: false }),
    };
  },
};
