import type { Cause } from '../../checks/cause.ts';
import { cronActiveCheck } from './cron-active-check.ts';
import { dueCheck } from './cron-due-check.ts';
import { cronFailuresCheck } from './cron-failures-check.ts';
import { cronLastRunCheck } from './cron-last-run-check.ts';
import { rowCheck } from './cron-row-check.ts';
import { databaseNameCheck, threadsCheck } from './cron-settings-check.ts';
import { userCheck } from './cron-user-check.ts';
import { ownerCheck } from './database-owner-check.ts';
import { intervalCheck } from './interval-check.ts';
import { modulesCheck, versionCheck } from './modules-check.ts';
import { callsCheck } from './queue-calls-check.ts';
import { jobsCheck } from './queue-jobs-check.ts';
import { lockCheck } from './queue-lock-check.ts';
import { activate } from './remedies/activate-cron-remedy.ts';
import { changeInterval } from './remedies/change-interval-remedy.ts';
import { addDatabaseName, raiseTimeLimit, setThreads } from './remedies/cron-settings-remedies.ts';
import { releaseLock } from './remedies/release-lock-remedy.ts';
import { reschedule } from './remedies/reschedule-remedy.ts';
import { reset } from './remedies/reset-cron-remedy.ts';
import { wake } from './remedies/wake-queue-remedy.ts';
import { workerCheck } from './worker-check.ts';

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
    cronLastRunCheck,
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
