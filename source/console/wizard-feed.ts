import { tmpdir } from 'node:os';
import { causes } from '../causes/index.ts';
import { findStateHome } from '../changes/journal/state-home.ts';
import type { Remedy } from '../checks/cause.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { RemedyOffer } from '../domain/change/remedy.ts';
import { findPrecautions } from '../inquiry/find-offers.ts';
import { giveMemoryBack } from '../lib/keep-heap-small.ts';
import { type LoginMemory, type LoginMemoryFile, sparingProbe } from '../monitor/login-memory.ts';
import { formatCheckMarkdown } from '../output/check/markdown.ts';
import type { CheckReport } from '../output/check/report.ts';
import { precautions } from '../prevention/index.ts';
import type { PreventionContext } from '../prevention/precaution.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { Target } from '../target/target.ts';
import type { TargetTitle } from '../ui/components/header.tsx';
import type { WizardReport, WizardSource } from '../ui/screens/wizard/source.ts';
import { sendSecretsAgain } from '../world/check-context.ts';
import type { CommandContext } from '../world/command.ts';
import { foreseeFrom } from '../world/foresee-retry.ts';
import { openLoginMemory } from '../world/login-memory-file.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { createPreventionContext } from '../world/prevention-world.ts';
import { watchFor } from './watch-record.ts';
import type { DescribeNow } from './while-odoo-sends.ts';
import { whyChangesAreOff } from './why-changes-are-off.ts';
import { createWizardChanges } from './wizard-changes.ts';
import { nameApart, writeNewFile } from './write-new-file.ts';

/** The pictures of what was found are drawn by then. */
const drawnAfterMs = 3_000;

interface WizardFeedOptions {
  readonly command: CommandContext;
  readonly database: OpenDatabase;
  readonly target: Target;
  readonly title: TargetTitle;
  readonly refusedSecrets: RefusedSecrets;
  readonly describeNow?: DescribeNow;
}

/** Puts diagnosis, remedies and changes of one database behind what the wizard can see. */
export const createWizardFeed = ({
  command,
  database,
  target,
  title,
  refusedSecrets,
  describeNow = () => undefined,
}: WizardFeedOptions): WizardSource => {
  const open = (signal: AbortSignal): Promise<PreventionContext> =>
    createPreventionContext(
      { ...command, signal: AbortSignal.any([command.signal, signal]) },
      { database, target, refusedSecrets },
    );
  const logins = forThisConsole(command);
  /** Of the last run of all causes: what it measured is not measured once more for the report. */
  let measured: PreventionContext | undefined;
  return {
    causes: causes.map(({ id, title: name, question }) => ({ id, title: name, question })),
    changesOff: whyChangesAreOff(title),
    async *diagnose({ causes: wanted, retrySecret = false, isUnasked = false, signal }) {
      const chosen = causes.filter(({ id }) => wanted === undefined || wanted.includes(id));
      const usual = await open(signal);
      const lastsMs = isUnasked ? undefined : 0;
      const smtp = sparingProbe(usual.smtp, logins, () => command.now().getTime(), lastsMs);
      const context = { ...usual, smtp };
      const foresee = foreseeFrom(context, { odoo: database.odoo, target });
      for await (const event of diagnose(retrySecret ? sendSecretsAgain(context) : context, chosen, foresee)) {
        // One that was stopped has readings that were cut off.
        if (event.kind === 'verdict' && wanted === undefined) measured = context;
        yield event;
      }
      if (isUnasked && wanted === undefined) setTimeout(giveMemoryBack, drawnAfterMs).unref();
    },
    inputs: async (offer, { signal }) => await findRemedy(offer).inputs(await open(signal), offer.subject),
    plan: async (offer, values, { signal }) =>
      await findRemedy(offer).plan(await open(signal), { subject: offer.subject, values }),
    ...createWizardChanges({ command, database, describeNow }),
    watchRecord: watchFor(command),
    export: async (report) => {
      const { signal } = command;
      const context = measured === undefined ? await open(signal) : { ...measured, signal };
      const prevention = { precautions: await findPrecautions(context, precautions), flags: context.target.flags };
      return await exportReport(command, title, { ...report, prevention, names: database.names });
    },
  };
};

/** The monitor's memory of logins; where it cannot be kept, what was answered while this console is open. */
const forThisConsole = ({ env }: CommandContext): LoginMemoryFile => {
  const stateHome = findStateHome(env);
  const file = stateHome === undefined ? undefined : openLoginMemory(stateHome);
  let memory: LoginMemory | undefined;
  return {
    read: async () => (await file?.read().catch(() => undefined)) ?? memory,
    async write(next) {
      memory = next;
      await file?.write(next).catch(() => undefined);
    },
  };
};

const findRemedy = ({ id }: RemedyOffer): Remedy => {
  const found = causes.flatMap(({ remedies }) => remedies).find((remedy) => remedy.id === id);
  if (found === undefined) throw new Error(`A finding offers the remedy '${id}', which no cause declares.`);
  return found;
};

/** Where the person stands, else where anybody may write. */
const exportReport = async (
  { now }: CommandContext,
  { database, odooVersion, neutralized }: TargetTitle,
  {
    verdict,
    reports,
    queue,
    durationMs,
    prevention,
    names,
  }: WizardReport & Required<Pick<CheckReport, 'prevention' | 'names'>>,
): Promise<string> => {
  const target = { database, odooVersion, neutralized };
  const report: CheckReport = { target, verdict, queue, causes: reports, durationMs, prevention, names };
  const text = formatCheckMarkdown(report, { redact: true });
  const day = now().toISOString().slice(0, 16).replace(/[:T]/g, '-');
  const name = nameApart(`mail-of-${database.replaceAll(/[^\w.-]/g, '_')}-${day}`, 'md');
  return await writeNewFile([process.cwd(), tmpdir()], name, text);
};
