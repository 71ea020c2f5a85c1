import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';

/** Where one version differs from the others, as far as its queue runner shows it. */
export interface Dialect {
  readonly series: OdooSeries;
  /** `listen cron_trigger` in database `postgres`, and rows in ir_cron_trigger: since 15. */
  readonly hasTriggers: boolean;
  /** application_name `odoo-<pid>` on every connection: since 16. */
  readonly namesItself: boolean;
  /** ir_cron.numbercall and doall: until 17. */
  readonly countsCalls: boolean;
  /** Failure counters and ir_cron_progress: since 18. */
  readonly hasProgress: boolean;
  /**
   * Whether progress reaches the cron, which then runs the job again for what is left. 19.0 looks for it in the wrong
   * place and believes it is done after one batch (odoo/odoo pull request 282892).
   */
  readonly reportsProgress: boolean;
  /** Whether progress is committed with each mail (20) and not with each group of mails. */
  readonly reportsEachMail: boolean;
  /** For how long a job that reports work left is run again at the least, seconds: MIN_TIME_PER_JOB. */
  readonly jobSeconds: number;
  /** The option db_system, which names the database for wake-up calls: since 20, `postgres` before. */
  readonly hasSystemDatabase: boolean;
  /** mail_mail_res_partner_cc_rel: since 20. */
  readonly hasCopyPartners: boolean;
  /** Whether email_cc goes out once (17), with email_to or on its own, or with each message. */
  readonly copiesGoOnce: boolean;
  /** Whether the failure of a session names the server: since 20. */
  readonly namesServer: boolean;
  /** scheduled_date is text until 15. */
  readonly scheduledAsText: boolean;
  readonly batchSize: number;
  /** The parameter that overrides the batch size; hard-coded until 16. */
  readonly batchSizeParameter: string | undefined;
  readonly notification: {
    readonly table: string;
    /** Its column that points at mail_mail. */
    readonly mail: string;
    readonly smtpFailure: string;
    readonly unknownFailure: string;
    /** No address at all; an address that is none. A partner without one counts as the latter (measured). */
    readonly missingAddress: string;
    readonly invalidAddress: string;
  };
  /** mail_mail's column that tells notifications from mails of their own. */
  readonly isNotification: string;
  /** Whether mail_mail.failure_type is there at all. */
  readonly hasFailureType: boolean;
  /** What a refused mail gets as failure_type: nothing until 16. */
  readonly failureTypeOfRefusal: string | null;
  /** Whether a mail without any valid recipient says so (19), or keeps the misleading text. */
  readonly saysNoRecipient: boolean;
  /** Whether an archived server that a mail names is refused: since 16. */
  readonly refusesArchivedServer: boolean;
  /** Server choice by from_filter: since 15. */
  readonly hasFromFilter: boolean;
  /** mail_alias_domain instead of parameters: since 17. */
  readonly hasAliasDomains: boolean;
  /** The text a mail holds while it is being sent. */
  readonly preWrite: string;
  /** And its failure type meanwhile, if the version writes one: since 19. */
  readonly preWriteType: string | undefined;
  readonly notificationPreWrite: string;
}

/** The facts of one version (Odoo sources and measurements of each). */
export const dialectOf = (series: OdooSeries): Dialect => {
  const due = series <= 15 ? 'due do' : 'due to';
  return {
    series,
    hasTriggers: series >= 15,
    namesItself: series >= 16,
    countsCalls: series <= 17,
    hasProgress: series >= 18,
    reportsProgress: series === 18 || series >= 20,
    reportsEachMail: series >= 20,
    jobSeconds: series >= 20 ? 120 : 10,
    hasSystemDatabase: series >= 20,
    hasCopyPartners: series >= 20,
    copiesGoOnce: series >= 17,
    namesServer: series >= 20,
    scheduledAsText: series <= 15,
    batchSize: series >= 18 ? 1_000 : 10_000,
    batchSizeParameter: series >= 17 ? 'mail.mail.queue.batch.size' : undefined,
    notification:
      series <= 14
        ? {
            table: 'mail_message_res_partner_needaction_rel',
            mail: 'mail_id',
            smtpFailure: 'SMTP',
            unknownFailure: 'UNKNOWN',
            missingAddress: 'RECIPIENT',
            invalidAddress: 'RECIPIENT',
          }
        : {
            table: 'mail_notification',
            mail: 'mail_mail_id',
            smtpFailure: 'mail_smtp',
            unknownFailure: 'unknown',
            missingAddress: 'mail_email_missing',
            invalidAddress: 'mail_email_invalid',
          },
    isNotification: series <= 14 ? 'notification' : 'is_notification',
    hasFailureType: series >= 15,
    failureTypeOfRefusal: series >= 17 ? 'unknown' : null,
    saysNoRecipient: series >= 19,
    refusesArchivedServer: series >= 16,
    hasFromFilter: series >= 15,
    hasAliasDomains: series >= 17,
    preWriteType: series >= 19 ? 'unknown' : undefined,
    preWrite: `Error without exception. Probably ${due} sending an email without computed recipients.`,
    notificationPreWrite: `Error without exception. Probably ${due} concurrent access update of notification records. Please see with an administrator.`,
  };
};
