import type { Cause } from '../../checks/cause.ts';
import { cronActiveCheck } from './active.ts';
import { callsCheck } from './calls.ts';
import { dueCheck } from './due.ts';
import { cronFailuresCheck } from './failures.ts';
import { intervalCheck } from './interval.ts';
import { jobsCheck } from './jobs.ts';
import { lockCheck } from './lock.ts';
import { modulesCheck, versionCheck } from './modules.ts';
import { ownerCheck } from './owner.ts';
import { activate } from './remedies/activate.ts';
import { changeInterval } from './remedies/change-interval.ts';
import { addDatabaseName, raiseTimeLimit, setThreads } from './remedies/configuration.ts';
import { releaseLock } from './remedies/release-lock.ts';
import { reschedule } from './remedies/reschedule.ts';
import { reset } from './remedies/reset.ts';
import { wake } from './remedies/wake.ts';
import { rowCheck } from './row.ts';
import { databaseNameCheck, threadsCheck } from './settings.ts';
import { userCheck } from './user.ts';
import { workerCheck } from './worker.ts';

/** The one scheduled action that sends what waits. */
export const cronCause: Cause = {
  id: 'cron',
  title: 'Queue runner',
  question: "Is Odoo's queue runner alive?",
  checks: [
    rowCheck,
    cronActiveCheck,
    callsCheck,
    userCheck,
    modulesCheck,
    versionCheck,
    workerCheck,
    threadsCheck,
    databaseNameCheck,
    ownerCheck,
    dueCheck,
    jobsCheck,
    lockCheck,
    cronFailuresCheck,
    intervalCheck,
  ],
  remedies: [
    activate,
    wake,
    reset,
    reschedule,
    changeInterval,
    releaseLock,
    setThreads,
    addDatabaseName,
    raiseTimeLimit,
  ],
};
