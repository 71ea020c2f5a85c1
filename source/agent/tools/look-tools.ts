import { causeIds } from '../../domain/finding/cause-id.ts';
import { chooseCauses, examine } from '../../inquiry/examine.ts';
import { lookAtQueue } from '../../inquiry/look-at-queue.ts';
import { checkDocument } from '../../output/check/json.ts';
import { formatCheckText } from '../../output/check/text.ts';
import { queueReportDocument } from '../../output/queue/json.ts';
import { formatQueueText } from '../../output/queue/text.ts';
import { nameOfDatabase } from '../../world/open-target.ts';
import { withinDeadline } from '../../world/within-deadline.ts';
import { findMeant, openMeant } from '../session.ts';
import type { AgentTool } from '../tool.ts';

/** How many mails `queue` shows at most. */
const mostRecent = 50;

export const checkTool: AgentTool = {
  name: 'check',
  title: 'Find out why mail does not leave',
  words:
    "Measures every cause live (queue runner, mail servers' logins, limits, senders, SPF/DKIM/DMARC, ports, DNS …) and says in one verdict which to mend first. Takes seconds. Begin here.",
  takes: {
    causes: { kind: 'list', choices: causeIds, most: causeIds.length, words: 'Only these causes; default all' },
    evidence: { kind: 'flag', words: 'Also what was asked and answered: SQL, SMTP, DNS. Long: name causes with it' },
  },
  asksDatabase: true,
  document: 'check',
  goOn: 'Ask again with causes, one or two at a time.',
  answer: async (session, given) => {
    const { context, refusedSecrets, guard } = session;
    const chosen = chooseCauses(given.list('causes'));
    const report = await examine(context, {
      ...(await findMeant(session)),
      chosen,
      refusedSecrets,
      guard,
      tryLogin: false,
    });
    const document = checkDocument(report);
    const causes = document.causes.map((cause) => ({
      ...cause,
      findings: cause.findings.map((finding) => ({ ...finding, evidence: [] })),
    }));
    return {
      document: given.flag('evidence') ? document : { ...document, causes },
      text: formatCheckText(report, { ascii: false, verbose: false }),
    };
  },
};

export const queueTool: AgentTool = {
  name: 'queue',
  title: 'Count the mail queue',
  words: 'Counts mails by state, tells the age of the oldest waiting one, and groups failures by what they mean.',
  takes: {
    recent: { kind: 'number', least: 1, most: mostRecent, words: 'Also the newest so many waiting and failed mails' },
  },
  asksDatabase: true,
  document: 'queue',
  goOn: 'Ask for fewer with recent, or use find.',
  answer: async (session, given) => {
    await using database = await openMeant(session);
    const recent = given.number('recent');
    const look = await withinDeadline(session.context, nameOfDatabase(database.address), (context) =>
      lookAtQueue(context, database, recent ?? 0),
    );
    return {
      document: queueReportDocument(look.target, look.report, {
        withRecent: recent !== undefined,
        durationMs: look.durationMs,
      }),
      text: formatQueueText(look.target, look.report, look.firstLook, false),
    };
  },
};
