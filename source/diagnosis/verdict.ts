import { type CauseId, failsEveryMail, foundingCauseIds } from '../domain/cause-id.ts';
import type { FindingOwner } from '../domain/finding.ts';
import type { CauseReport, Verdict } from '../domain/verdict.ts';
import { countOf } from '../domain/wording/count.ts';
import { rankCauses } from './rank.ts';

/** How many mails wait and how many failed; undefined where they could not be counted. */
interface Outstanding {
  readonly outgoing: number;
  readonly exception: number;
}

/** One root cause, one sentence, one next step, out of what all causes reported. */
export const concludeVerdict = (reports: readonly CauseReport[], outstanding: Outstanding | undefined): Verdict => {
  const total = outstanding === undefined ? 0 : outstanding.outgoing + outstanding.exception;
  const ranked = rankCauses(reports, total);
  const ranking = ranked.map(({ id }) => id);
  const [top] = ranked;
  if (top !== undefined) {
    const status = ranked.some((report) => report.status === 'fail') ? 'fail' : 'warn';
    return { ...speakFor(top), nextAction: advise(ranked), status, ranking };
  }
  const unmeasured = reports.filter(({ id, status }) => status === 'unknown' && isFounding(id));
  const [first] = unmeasured.filter(({ consequenceOf }) => consequenceOf === undefined).concat(unmeasured);
  if (first !== undefined) return { ...confessIgnorance(first, unmeasured), ranking };
  return { ...sayAllIsWell(reports, outstanding), ranking };
};

const isFounding = (id: CauseId): boolean => foundingCauseIds.includes(id);

const speakFor = (report: CauseReport): Pick<Verdict, 'cause' | 'summary'> => ({
  cause: report.id,
  summary: report.speaker?.summary ?? report.title,
});

/** What to do next; a stopped queue is better switched on once its mails will not fail at once. */
const advise = (ranked: readonly CauseReport[]): string | null => {
  const [top] = ranked;
  if (top === undefined) return null;
  const action = nextActionOf(top);
  const before =
    top.id === 'cron'
      ? ranked.find(
          ({ id, status, explains, consequenceOf }) =>
            failsEveryMail(id) && status === 'fail' && explains > 0 && consequenceOf === undefined,
        )
      : undefined;
  return before === undefined
    ? action
    : `First, so that what waits does not fail as well: ${nextActionOf(before)} – then: ${action}`;
};

const byOwner: Readonly<Record<FindingOwner, string>> = {
  odoo: 'Mend it in Odoo',
  host: 'Whoever runs the server must act',
  provider: 'The mail provider must act',
  dns: "Whoever keeps the domain's DNS must act",
  recipient: 'The recipient, or whoever keeps the address book, must act',
};

const nextActionOf = (report: CauseReport): string => {
  const { speaker } = report;
  const [first] = speaker?.remedies ?? [];
  if (first !== undefined) {
    const subject = first.subject === null ? '' : ` --subject ${first.subject}`;
    return `${first.title}: odoo-mail-doctor fix ${first.id}${subject}`;
  }
  if (speaker?.status === 'warn' && report.explains > 0) {
    return 'odoo-mail-doctor retry shows which of the failed mails can go out now';
  }
  return `${byOwner[speaker?.owner ?? 'odoo']}; odoo-mail-doctor check ${report.id} -v shows the evidence`;
};

const confessIgnorance = (
  first: CauseReport,
  unmeasured: readonly CauseReport[],
): Pick<Verdict, 'status' | 'cause' | 'summary' | 'nextAction'> => {
  const reason = first.speaker?.summary ?? 'nothing was measured';
  const others = unmeasured.length > 1 ? ` (${unmeasured.length} causes could not be measured)` : '';
  return {
    status: 'unknown',
    cause: null,
    summary: `Nothing wrong was found, but not everything could be measured: ${reason}${others}`,
    nextAction: `odoo-mail-doctor check ${first.id} -v shows what was tried.`,
  };
};

const sayAllIsWell = (
  reports: readonly CauseReport[],
  outstanding: Outstanding | undefined,
): Pick<Verdict, 'status' | 'cause' | 'summary' | 'nextAction'> => {
  const held = reports.find(({ id, explains }) => id === 'scheduled' && explains > 0);
  const speaker = held?.findings.find(({ explains = 0 }) => explains > 0);
  const failed = outstanding?.exception ?? 0;
  const leftOver = failed === 0 ? '' : ` ${countOf(failed, 'failed mail')} can be tried again.`;
  const nextAction = failed === 0 ? null : 'odoo-mail-doctor retry shows which of them can go out now.';
  if (speaker !== undefined) {
    return { status: 'ok', cause: 'scheduled', summary: `${speaker.summary}${leftOver}`, nextAction };
  }
  return { status: 'ok', cause: null, summary: `Mail is going out.${leftOver}`, nextAction };
};
